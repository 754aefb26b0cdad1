#include "base/job.h"
#include "base/error.h"

typedef struct
{
  GMainLoop *loop;
  int result;
  int calls;
  int items;
  int last_item;
  GError *error;
} Answer;

static void
on_done (gpointer result, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;
  g_autofree int *value = result;

  answer->calls++;
  answer->result = value != NULL ? *value : -1;
  g_clear_error (&answer->error);
  if (error != NULL)
    answer->error = g_error_copy (error);
  g_main_loop_quit (answer->loop);
}

static void
on_item (gpointer item, gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_cmpint (*(int *)item, ==, answer->last_item + 1);
  answer->last_item = *(int *)item;
  answer->items++;
}

static gpointer
box (int value)
{
  return g_memdup2 (&value, sizeof value);
}

static gpointer
square (VanityJob *job, gpointer data, GError **error)
{
  int n = *(int *)data;

  for (int i = 1; i <= n; i++)
    {
      vanity_job_report (job, box (i));
      vanity_job_set_progress (job, (double)i / n);
    }

  return box (n * n);
}

static gpointer
fail (VanityJob *job, gpointer data, GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "value %d", *(int *)data);
  return NULL;
}

static gpointer
wait_for_cancel (VanityJob *job, gpointer data, GError **error)
{
  while (!g_cancellable_set_error_if_cancelled (vanity_job_get_cancellable (job), error))
    g_usleep (500);
  return NULL;
}

static Answer
answer_new (void)
{
  return (Answer){ .loop = g_main_loop_new (NULL, FALSE) };
}

static void
answer_clear (Answer *answer)
{
  g_main_loop_unref (answer->loop);
  g_clear_error (&answer->error);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Lets everything that is still queued arrive. */
static void
settle (Answer *answer)
{
  g_timeout_add (30, quit, answer->loop);
  g_main_loop_run (answer->loop);
}

static void
count_notify (VanityJob *job, GParamSpec *pspec, int *count)
{
  g_assert_cmpfloat (vanity_job_get_progress (job), <=, 1.0);
  (*count)++;
}

static void
test_result (void)
{
  Answer answer = answer_new ();
  VanityJobSlot slot = { NULL };
  int notified = 0;
  VanityJob *job
      = vanity_job_slot_start (&slot, square, box (12), g_free, g_free, on_item, on_done, &answer);

  g_signal_connect (job, "notify::progress", G_CALLBACK (count_notify), &notified);
  g_assert_true (vanity_job_slot_is_busy (&slot));
  g_main_loop_run (answer.loop);

  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.result, ==, 144);
  g_assert_cmpint (answer.items, ==, 12);
  g_assert_cmpint (notified, >=, 1);
  g_assert_false (vanity_job_slot_is_busy (&slot));
  answer_clear (&answer);
}

static void
test_error (void)
{
  Answer answer = answer_new ();
  VanityJobSlot slot = { NULL };

  vanity_job_slot_start (&slot, fail, box (7), g_free, g_free, NULL, on_done, &answer);
  g_main_loop_run (answer.loop);

  g_assert_error (answer.error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_cmpstr (answer.error->message, ==, "value 7");
  answer_clear (&answer);
}

static void
test_cancel (void)
{
  Answer answer = answer_new ();
  VanityJobSlot slot = { NULL };

  vanity_job_cancel (vanity_job_slot_start (&slot, wait_for_cancel, box (0), g_free, g_free, NULL,
                                            on_done, &answer));
  g_main_loop_run (answer.loop);

  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&answer);
}

/* Of many jobs started in one slot only the last one answers. */
static void
test_stale (void)
{
  Answer answer = answer_new ();
  VanityJobSlot slot = { NULL };

  for (int i = 1; i <= 20; i++)
    vanity_job_slot_start (&slot, i % 2 == 0 ? square : wait_for_cancel, box (i), g_free, g_free,
                           NULL, on_done, &answer);
  g_main_loop_run (answer.loop);
  settle (&answer);

  g_assert_cmpint (answer.calls, ==, 1);
  g_assert_cmpint (answer.result, ==, 400);
  g_assert_cmpuint (slot.generation, ==, 20);
  answer_clear (&answer);
}

static void
test_clear (void)
{
  Answer answer = answer_new ();
  VanityJobSlot *slot = g_new0 (VanityJobSlot, 1);

  vanity_job_slot_start (slot, square, box (1000), g_free, g_free, on_item, on_done, &answer);
  g_usleep (2000);
  vanity_job_slot_clear (slot);
  g_free (slot); /* the owner may go at once */
  settle (&answer);

  g_assert_cmpint (answer.calls, ==, 0);
  g_assert_cmpint (answer.items, ==, 0);
  answer_clear (&answer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/job/result", test_result);
  g_test_add_func ("/base/job/error", test_error);
  g_test_add_func ("/base/job/cancel", test_cancel);
  g_test_add_func ("/base/job/stale", test_stale);
  g_test_add_func ("/base/job/clear", test_clear);
  return g_test_run ();
}
