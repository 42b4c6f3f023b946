from school.models.applications import Application, Care, Child, Guardian, Reached
from school.models.batches import Batch
from school.models.draws import Draw
from school.models.findings import Finding
from school.models.ledger import Call, Entry, Head
from school.models.likeness import Likeness
from school.models.messages import Copy, Message
from school.models.pages import SchoolPage
from school.models.places import (
    Enrolment,
    FirstDay,
    FirstDayAnswers,
    Health,
    HealthWords,
    Offer,
    Override,
    PhotoConsent,
)
from school.models.terms import CapacityChange, Group, Meeting, Teacher, TeacherName, Term

__all__ = [
    "Application",
    "Batch",
    "Call",
    "CapacityChange",
    "Care",
    "Child",
    "Copy",
    "Draw",
    "Enrolment",
    "Entry",
    "Finding",
    "FirstDay",
    "FirstDayAnswers",
    "Group",
    "Guardian",
    "Head",
    "Health",
    "HealthWords",
    "Likeness",
    "Meeting",
    "Message",
    "Offer",
    "Override",
    "PhotoConsent",
    "Reached",
    "SchoolPage",
    "Teacher",
    "TeacherName",
    "Term",
]
