from django.db import models


class BeginLink(models.Model):
    """The link by which an empty installation gets its first organisation and account; one at a time."""

    trace = models.CharField(max_length=64, unique=True, help_text="keyed hash; the code itself is kept nowhere")
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = "eerste link"
        verbose_name_plural = "eerste links"
