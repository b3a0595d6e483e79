from django.urls import path

from leerrecht.api.views import links, manual
from leerrecht.api.views.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/uitleg/", manual.manual, name="api-manual"),
    path("koppelingen/", links.link_list, name="link-list"),
    path("koppelingen/token/", links.token_new, name="link-token-new"),
    path("koppelingen/webhook/", links.webhook_new, name="link-webhook-new"),
    path("koppelingen/wijzigen/", links.link_change, name="link-change"),
    path("koppelingen/leveringen/", links.delivery_list, name="link-deliveries"),
]
