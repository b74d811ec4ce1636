"""moto's server with an SQS that does not count all of its messages whenever one comes or goes.

moto 5.2 takes 0.2 seconds to give ten messages out of 500, and four times as long of 2,000. What it answers stays the same here:
only its clock is read more cheaply, the age of a message is not looked at (it is kept for days), and a message is found by its
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


models.unix_time_millis = lambda: time.time() * 1000
models.Message.mark_received = take
models.Queue.delete_message = delete
models.SQSBackend.is_message_valid_based_on_retention_period = lambda *_: True
main()
