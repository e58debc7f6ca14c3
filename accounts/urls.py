"""The addresses of the administrator's screens, under /admin/people/."""

from django.urls import path

from accounts.views import people

app_name = "people"
urlpatterns = [
    path("", people.People.as_view(), name="list"),
    path("new/", people.NewPerson.as_view(), name="new"),
    path("<int:pk>/", people.EditPerson.as_view(), name="person"),
    path("<int:pk>/invite/", people.Invite.as_view(), name="invite"),
    path("<int:pk>/erase/", people.Erase.as_view(), name="erase"),
]
