"""How somebody is named under what they wrote."""

from leerrecht.access.models import User
from leerrecht.access.principal import Principal


def name_of(by: Principal) -> str:
    """The name as people know it: what is written is read long after the account is gone. One query."""
    user = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    return (user.get_full_name() or by.name) if user else by.name
