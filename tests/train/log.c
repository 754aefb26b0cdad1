/* The log of learning, and how far it is. */
#include "train/log.h"

#include "train/progress-line.h"

#include "toy.h"

#include <locale.h>
#include <string.h>

#define HEAD "epoch,step,loss,samples_per_second\n"

static const char *const columns[] = { "loss", NULL };

/* Begins with `before` in the file (NULL: there is none), goes on after step 20, writes step 30;
 * returns the file's text, or NULL with an error. */
static char *
go_on (const char *before, GError **error)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "log.csv");
  g_autoptr (VanityLog) log = NULL;
  char *text = NULL;

  if (before != NULL)
    g_assert_true (g_file_set_contents (path, before, -1, NULL));
  log = vanity_log_open (path, columns, FALSE, 20, error);
  if (log == NULL)
    return NULL;
  g_assert_true (vanity_log_write (log, 2, 30, (double[]){ 0.5 }, 12.34, error));
  /* It is there at once. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_goes_on (const char *before, const char *kept)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = go_on (before, &error);
  g_autofree char *expected = g_strconcat (HEAD, kept, "2,30,0.5,12.3\n", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_goes_on (void)
{
  assert_goes_on (NULL, "");
  assert_goes_on (HEAD, "");
  assert_goes_on (HEAD "1,10,3,1\n1,20,2,1\n", "1,10,3,1\n1,20,2,1\n");
  assert_goes_on (HEAD "1,10,3,1\n1,20,2,1\n2,30,1,1\n2,40,1,1\n", "1,10,3,1\n1,20,2,1\n");
  /* What was not finished, comes again or is no line of a log. */
  assert_goes_on (HEAD "1,10,3,1\n1,1", "1,10,3,1\n");
  assert_goes_on (HEAD "1,10,3,1\n1,10,3,1\n1,5,3,1\n1,15,3,1\n", "1,10,3,1\n1,15,3,1\n");
  assert_goes_on (HEAD "1,10,3,1\n\nwords\n1,x\n1,\n12,30\n", "1,10,3,1\n");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill ((64 << 20) + 1, 'a');

  g_assert_null (go_on ("epoch,step,accuracy,samples_per_second\n", &error));
  test_assert_error (&error, VANITY_ERROR_FORMAT,
                     "it does not begin with “epoch,step,loss,samples_per_second”");
  g_assert_null (go_on ("", &error));
  test_assert_error (&error, VANITY_ERROR_FORMAT, "log.csv” cannot be gone on with");
  g_assert_null (go_on (large, &error));
  test_assert_error (&error, VANITY_ERROR_LIMIT,
                     "has 67108865 bytes, more than the 67108864 that are read");
  g_assert_null (vanity_log_open ("/dev/full", columns, FALSE, 0, &error));
  test_assert_error (&error, VANITY_ERROR_FILE, "not an ordinary file");
}

/* Numbers have a point everywhere. */
static void
test_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("there is no locale with a decimal comma");
      return;
    }
  assert_goes_on (HEAD, "");
  setlocale (LC_ALL, before);
}

static void
test_text (void)
{
  VanityProgress progress = { 3, 10, 130, 1875, "loss", 0.0123456, 5312.4, 3600 * 2 + 61.2 };
  g_autofree char *text = vanity_progress_to_string (&progress), *other = NULL;

  g_assert_cmpstr (text, ==,
                   "epoch 3/10  step 130/1875  20 %  loss 0.01235  5312 samples/s  2:01:02 left");
  progress.name = NULL;
  progress.rate = 0.25;
  progress.seconds = 59;
  other = vanity_progress_to_string (&progress);
  g_assert_cmpstr (other, ==, "epoch 3/10  step 130/1875  20 %  0.2 samples/s  0:59 left");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/log/goes-on", test_goes_on);
  test_add ("/train/log/refused", test_refused);
  test_add ("/train/log/locale", test_locale);
  test_add ("/train/live/text", test_text);
  return g_test_run ();
}
