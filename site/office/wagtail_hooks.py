"""What every page of the admin carries besides Wagtail's own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from office import dashboard  # noqa: F401 - it hangs its panel up itself


@hooks.register("insert_global_admin_css")
def office_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


@hooks.register("insert_global_admin_js")
def admin_styles() -> SafeString:
    """`data-nonce` becomes the nonce of the answer on its way out (see config/headers.py)."""
    return format_html('<script data-nonce src="{}"></script>', static("js/admin-styles.js"))
