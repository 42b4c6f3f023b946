"""Forms of allauth in the site's own pattern and words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from office.models import User
from office.sign_in import factors
from privacy import limits
from privacy.forms import Form

CODE_LIFE = timedelta(seconds=120)
"""A code of an app is good for thirty seconds; clocks differ by as much, both ways."""
UNREAD = _("The browser’s answer could not be read. Try again, or take another way")
NOT_OURS = _("This passkey is not known here. Take another one, or another way")
NO_KEY_YET = _(
    "This account has no second key yet, and a password alone opens nothing. A manager can send you a link "
    "to add one"
)
NAME = _("User name")
REQUIRED = {"required": _("Write it here")}


def password_field(label: Any, *, new: bool) -> forms.CharField:
    hint = _("At least eight characters. You need it only where your passkey does not work.") if new else ""
    autocomplete = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, help_text=hint, strip=False, max_length=1000, widget=widget, error_messages=REQUIRED
    )


class SignInForm(Form, LoginForm):
    password = password_field(_("Password"), new=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "username", "class": "field__input", "autocapitalize": "none"}
        widget = forms.TextInput(attrs=attributes)
        self.fields["login"] = forms.CharField(
            label=NAME, max_length=150, widget=widget, error_messages=REQUIRED
        )
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """As names are kept: a letter and its accent may be typed as one or as two."""
        return User.normalize_username(super().clean_login())

    def clean(self) -> Any:
        """Only a link leads to a first key: a password that somebody has guessed does not. Told to nobody who
        does not know the password."""
        cleaned = super().clean()
        if self.user and not factors.has_one(self.user):
            raise ValidationError(NO_KEY_YET, code="no_key_yet")
        return cleaned


class CodeForm(Form):
    """A code of the app, or one of those on paper."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from your app, or one of your recovery codes."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}),
        error_messages=REQUIRED,
    )

    def clean_code(self) -> str:
        check: Any = super()
        person: User = self.user  # type: ignore[attr-defined]  # allauth's forms, which stand beside, have it
        at = timezone.now()
        if not limits.may_try("code", request=context.request, account=str(person.pk), at=at):
            raise _wrong("too_many_login_attempts")
        return used_up(check.clean_code(), person=person, at=at)

    def save(self) -> None:
        done: Any = super()
        done.save()
        used = self.authenticator  # type: ignore[attr-defined]  # as above
        if used.type == factors.Type.RECOVERY_CODES:
            factors.changed(factors.CODE_USED, person=used.user, at=timezone.now())


def used_up(code: str, *, person: User, at: datetime) -> str:
    """The code, if this is its first use. allauth reads past dashes and spaces: they make no new code."""
    if not limits.is_first_use(f"{person.pk} {normalize_user_code(code)}", at=at, life=CODE_LIFE):
        raise _wrong("incorrect_code")
    return code


def _wrong(code: str) -> ValidationError:
    from office.sign_in.adapters import WORDS  # noqa: PLC0415 - allauth loads its adapters by name

    return ValidationError(WORDS[code], code=code)


class SecondCodeForm(CodeForm, AuthenticateForm):
    pass


class AgainCodeForm(CodeForm, ReauthenticateForm):
    pass


class AnswerOfKey(Form):
    """What a browser has signed with a passkey: whatever it is, nobody gets an error page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages.update(required=UNREAD, invalid=UNREAD)

    def clean_credential(self) -> Any:
        check: Any = super()
        if not isinstance(self.cleaned_data["credential"], Mapping):
            raise ValidationError(UNREAD)
        try:
            if factors.was_asked_here(self.cleaned_data["credential"]):
                return check.clean_credential()
        except ValidationError:
            pass
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ValidationError(UNREAD) from None
        raise ValidationError(NOT_OURS)


class PasskeySignInForm(AnswerOfKey, LoginWebAuthnForm):
    pass


class SecondKeyForm(AnswerOfKey, AuthenticateWebAuthnForm):
    pass


class AgainKeyForm(AnswerOfKey, ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(Form, AddWebAuthnForm):
    name = forms.CharField(
        label=_("What you call it"),
        help_text=_("So that you know it again: “my telephone”."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["credential"].error_messages.update(required=UNREAD, invalid=UNREAD)

    def clean(self) -> dict[str, Any]:
        if not isinstance(self.cleaned_data.get("credential"), Mapping):
            self.cleaned_data.pop("credential", None)
            if not self.errors:
                raise ValidationError(UNREAD)
        try:
            if not self.errors and not factors.was_asked_here(self.cleaned_data["credential"]):
                raise ValidationError(UNREAD)
            return super().clean() or {}
        except (ValidationError, AttributeError, KeyError, TypeError, ValueError):
            raise ValidationError(UNREAD) from None


class AddAppForm(Form, ActivateTOTPForm):
    code = forms.CharField(
        label=_("The six digits that the app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12}),
        error_messages=REQUIRED,
    )

    def clean_code(self) -> str:
        """Who has looked over a shoulder does not come in with it either."""
        return used_up(super().clean_code(), person=self.user, at=timezone.now())


class NewCodesForm(Form, GenerateRecoveryCodesForm):
    pass


class NewPasswordForm(Form):
    password = password_field(_("New password"), new=True)

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        return password


class JoinForm(NewPasswordForm):
    name = forms.CharField(
        label=_("Your name, as colleagues know it"), max_length=150, error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    username = forms.CharField(
        label=NAME,
        help_text=_("You sign in with it. Letters, digits and @ . + - _"),
        max_length=150,
        validators=[UnicodeUsernameValidator(message=_("Only letters, digits and @ . + - _"))],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages=REQUIRED,
    )
    field_order = ["name", "username", "password"]

    def clean_password(self) -> str:
        """Not like the names that stand above it."""
        names = {"first_name": self.cleaned_data.get("name"), "username": self.cleaned_data.get("username")}
        self.person = User(**{field: name for field, name in names.items() if name})
        return super().clean_password()

    def refuse_name(self) -> None:
        self.add_error("username", _("A colleague has this name already. Choose another one"))


class InviteForm(forms.Form):
    """In the admin's own look."""

    email = forms.EmailField(
        label=_("E-mail"), error_messages={"invalid": _("Write it like name@example.org")}
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=LANGUAGES, initial=DEFAULT_LANGUAGE
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"),
        help_text=_("They say what the person may do here. You can change them later."),
        queryset=Group.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
