from django.urls import path

from goodword.web.conversation import changes, customers, frames, ordering, reading, snoozing, spam, urgency, views

urlpatterns = [
    path("conversations/<int:number>", views.show_conversation, name="conversation"),
    path("conversations/<int:number>/seen", reading.seen, name="seen"),
    path("conversations/<int:number>/unread", reading.unread, name="unread"),
    path("conversations/<int:number>/subject", views.show_subject, name="subject"),
    path("conversations/<int:number>/thread", views.show_thread, name="thread"),
    path("conversations/<int:number>/person", views.show_person, name="person"),
    path("conversations/<int:number>/assignment", changes.assign, name="assignment"),
    path("conversations/<int:number>/who", customers.who, name="who"),
    path("conversations/<int:number>/hearing", customers.hearing, name="hearing"),
    path("conversations/<int:number>/customer", customers.customer, name="conversation-customer"),
    path("conversations/<int:number>/forwarded", customers.forwarded, name="forwarded"),
    path("conversations/<int:number>/team", changes.move, name="team"),
    path("conversations/<int:number>/priority", ordering.priority, name="priority"),
    path("conversations/<int:number>/tags", ordering.tags, name="tags"),
    path("conversations/<int:number>/tags/removal", ordering.untag, name="tag-removal"),
    path("conversations/<int:number>/snooze", snoozing.snooze, name="snooze"),
    path("conversations/<int:number>/snooze/moment", snoozing.moment, name="snooze-moment"),
    path("conversations/<int:number>/snooze/end", snoozing.awaken, name="snooze-end"),
    path("conversations/<int:number>/spam", spam.spam, name="spam"),
    path("conversations/<int:number>/spam/end", spam.not_spam, name="spam-end"),
    path("conversations/<int:number>/spam/sender", spam.sender, name="spam-sender"),
    path("conversations/<int:number>/spam/sender/end", spam.sender_again, name="spam-sender-end"),
    path("conversations/<int:number>/urgency", urgency.have, name="urgency"),
    path("conversations/<int:number>/closure", changes.close, name="closure"),
    path("conversations/<int:number>/reopening", changes.reopen, name="reopening"),
    path("messages/<int:message_id>", views.show_letter, name="letter"),
    path("messages/<int:message_id>/letter", frames.show_frame, name="letter-frame"),
]
