"""moto's server with an SQS that does not count all of its messages whenever one comes or goes.

moto 5.2 takes 0.2 seconds to give ten messages out of 500, and four times as long of 2,000. What it answers stays the same here:
only the clock is read once for all messages, their age is not looked at (they are kept for days), and a message is found by its
receipt instead of by looking through all of them. Takes the arguments of moto_server.
"""
import time

from moto.server import main
from moto.sqs import models
from moto.sqs.exceptions import ReceiptHandleIsInvalid

by_receipt = {}
mark_received = models.Message.mark_received


def take(message, visibility_timeout=None):
    mark_received(message, visibility_timeout)
    by_receipt[message.receipt_handle] = message


def delete(queue, receipt):
    if receipt in queue.deleted_messages:
        return
    message = by_receipt.get(receipt)
    try:
        queue._messages.remove(message)
    except ValueError:
        raise ReceiptHandleIsInvalid() from None
    queue.pending_messages.discard(message)
    queue.deleted_messages.update(message.all_receipt_handles)


def visible(queue):
    now = time.time() * 1000
    return [message for message in queue._messages if message.visible_at < now >= message.delayed_until]


def count_hidden(queue):
    now = time.time() * 1000
    return sum(message.visible_at >= now for message in queue._messages)


def count_delayed(queue):
    now = time.time() * 1000
    return sum(message.delayed_until > now for message in queue._messages)


models.Queue.messages = property(visible)
models.Queue.approximate_number_of_messages_not_visible = property(count_hidden)
models.Queue.approximate_number_of_messages_delayed = property(count_delayed)
models.Message.mark_received = take
models.Queue.delete_message = delete
models.SQSBackend.is_message_valid_based_on_retention_period = lambda *_: True
main()
