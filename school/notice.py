"""What a family is told before it sends the form: who sees it, why, until when. The words stand in
`school/register/notice.html`; each application keeps the version that was shown."""

VERSION = "1"
"""Another one for other words; a test compares them."""
