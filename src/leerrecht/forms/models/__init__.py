from leerrecht.forms.models.answered import FilledForm, SchoolForm
from leerrecht.forms.models.form import About, Form, FormVersion

__all__ = ["About", "FilledForm", "Form", "FormVersion", "SchoolForm"]
