from django.utils.translation import gettext_lazy as _

from donations.models import CampaignIndexPage, CampaignPage
from pages import findable

for model in (CampaignPage, CampaignIndexPage):
    findable.register(model, key="campaigns", label=_("Campaigns"))
