/* The report is a PDF, whole or not at all. */
#include "analysis/report.h"

#include "folder.h"
#include "made-analysis.h"

#include <string.h>

static gsize
count (GBytes *bytes, const char *what)
{
  gsize size, n = 0, length = strlen (what);
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + length <= size; i++)
    n += memcmp (data + i, what, length) == 0;
  return n;
}

static GBytes *
save (const MadeAnalysis *made, const VanityReportOptions *options)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  g_assert_true (
      vanity_analysis_save_report (made->analysis, made->image, options, file, NULL, &error));
  g_assert_no_error (error);
  bytes = fixture_read (path);
  if (g_getenv ("VANITY_KEEP"))
    fixture_write (g_getenv ("VANITY_KEEP"), bytes);
  fixture_remove (g_steal_pointer (&folder));
  return bytes;
}

static void
test_pages (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (!made_analysis_init (&made))
    return;
  bytes = save (&made, &(VanityReportOptions){ .name = "somebody.jpg" });
  g_assert_cmpmem (g_bytes_get_data (bytes, &size), 5, "%PDF-", 5);
  g_assert_cmpuint (size, >, 20000);
  g_assert_cmpuint (count (bytes, "/Type /Page\n") + count (bytes, "<< /Type /Page %"), >=, 2);
  g_assert_cmpuint (count (bytes, "%%EOF"), ==, 1);
}

/* Without photo no picture is in it. */
static void
test_without_photo (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = NULL;

  if (!made_analysis_init (&made))
    return;
  with = save (&made, NULL);
  without = save (&made, &(VanityReportOptions){ .without_photo = TRUE });
  g_assert_cmpuint (count (with, "/Subtype /Image"), >=, VANITY_N_CONCERNS);
  g_assert_cmpuint (count (without, "/Subtype /Image"), ==, 0);
}

static void
test_withheld (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  if (!made_analysis_init (&made))
    return;
  made_analysis_withhold (&made, VANITY_GATE_DRAWING | VANITY_GATE_GREY);
  made.analysis->parts = 0;
  bytes = save (&made, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  /* The portrait, and no map. */
  g_assert_cmpuint (count (bytes, "/Subtype /Image"), ==, 1);
}

static void
test_unwritable (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/report.pdf");
  g_autoptr (GError) error = NULL;

  if (!made_analysis_init (&made))
    return;
  g_assert_false (
      vanity_analysis_save_report (made.analysis, made.image, NULL, file, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "report.pdf"));
}

static void
test_cancelled (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  if (made_analysis_init (&made))
    {
      g_assert_false (
          vanity_analysis_save_report (made.analysis, made.image, NULL, file, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/report/pages", test_pages);
  g_test_add_func ("/analysis/report/without-photo", test_without_photo);
  g_test_add_func ("/analysis/report/withheld", test_withheld);
  g_test_add_func ("/analysis/report/unwritable", test_unwritable);
  g_test_add_func ("/analysis/report/cancelled", test_cancelled);
  return g_test_run ();
}
