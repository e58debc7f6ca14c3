#!/bin/sh
# What runs by itself: signatures and messages every minute, silent recalls every hour, reminders and links every day.
minute=0
while true; do
  python manage.py refresh_trust
  python manage.py deliver_webhooks
  python manage.py check_drafts
  [ $((minute % 60)) -eq 0 ] && python manage.py escalate_recalls
  if [ $((minute % 1440)) -eq 0 ]; then
    python manage.py remind_reviewers
    python manage.py send_review_digest
    python manage.py send_discussion_digests
    { python manage.py check_links; python manage.py check_drafts --all; } &  # the first waits for other people's sites
  fi
  minute=$((minute + 1))
  sleep 60
done
