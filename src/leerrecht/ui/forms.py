from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms are drawn with our own templates: label, help, error, in that order."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/form.html"
