"""What every page of the admin carries besides Wagtail's own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def admin_styles() -> SafeString:
    """`data-nonce` becomes the nonce of the answer on its way out (see config/headers.py)."""
    return format_html('<script data-nonce src="{}"></script>', static("js/admin-styles.js"))
