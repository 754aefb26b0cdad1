/* The result carried out of the window: printed, and dragged. */
#include "tests/ui/support.h"

#include "app/kept.h"
#include "app/print-page.h"
#include "ui/result-provider.h"

#include <glib/gstdio.h>
#include <string.h>

static char *printed;

static gboolean
is_printed (Fixture *fixture)
{
  return g_file_test (printed, G_FILE_TEST_EXISTS);
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  if (!fixture_open_portrait (fixture))
    return;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *bytes = NULL;
      gsize size;

      printed = g_strdup_printf ("%s/%d.pdf", fixture->folder, i);
      vanity_window_print_to (fixture->window, printed, i & 1, i & 2);
      g_assert_false (
          g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "print"));
      fixture_wait (fixture, is_printed);
      fixture_idle (100);
      g_assert_true (g_file_get_contents (printed, &bytes, &size, NULL));
      g_assert_true (g_str_has_prefix (bytes, "%PDF"));
      g_assert_cmpuint (size, >, 20000);
      g_free (printed);
    }
}

static GdkTexture *
new_texture (int width, int height, guint32 color)
{
  g_autofree guint32 *pixels = g_new (guint32, width * height);
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < width * height; i++)
    pixels[i] = color;
  bytes = g_bytes_new (pixels, sizeof *pixels * width * height);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, 4 * (gsize)width);
}

/* Both pictures whole, of one size, and nothing beyond the page. */
static void
test_page (void)
{
  static const int sizes[][2] = { { 400, 600 }, { 600, 400 }, { 1000, 100 }, { 90, 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * 2; i++)
    {
      int page_width = i % 2 ? 500 : 300, page_height = i % 2 ? 300 : 500;
      VanityPrintPage *page = g_new0 (VanityPrintPage, 1);
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_RGB24, page_width, page_height);
      cairo_t *cairo = cairo_create (surface);
      int red = 0, blue = 0;

      page->before = new_texture (sizes[i / 2][0], sizes[i / 2][1], 0xffff0000);
      page->after = new_texture (sizes[i / 2][0], sizes[i / 2][1], 0xff0000ff);
      page->caption = g_strdup ("a line");
      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_paint (cairo);
      vanity_print_page_draw (page, cairo, page_width, page_height);
      cairo_surface_flush (surface);
      for (int y = 0; y < page_height; y++)
        for (int x = 0; x < page_width; x++)
          {
            const guint8 *row = cairo_image_surface_get_data (surface)
                                + y * cairo_image_surface_get_stride (surface);
            guint32 pixel = ((const guint32 *)(const void *)row)[x] & 0xffffff;

            red += pixel == 0xff0000;
            blue += pixel == 0x0000ff;
          }
      g_assert_cmpint (red, >, page_width * page_height / 40);
      g_assert_cmpint (ABS (red - blue), <, red / 10 + 60);
      cairo_destroy (cairo);
      cairo_surface_destroy (surface);
      vanity_print_page_free (page);
    }
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)done = TRUE;
}

static GBytes *
ask (GdkContentProvider *provider, const char *type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean done = FALSE;

  gdk_content_provider_write_mime_type_async (provider, type, stream, G_PRIORITY_DEFAULT, NULL,
                                              on_written, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Made when it is asked for, once, and gone with what is of the moment. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_autoptr (GBytes) list = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  provider = vanity_result_provider_new (fixture_get_document (fixture));
  formats = gdk_content_provider_ref_formats (provider);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  folder = vanity_kept_make_moment (NULL);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing lies there yet */

  list = ask (provider, "text/uri-list");
  uri = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  g_strchomp (uri);
  path = g_filename_from_uri (uri, NULL, NULL);
  g_assert_nonnull (path);
  g_assert_true (g_str_has_prefix (path, folder));
  g_assert_true (g_str_has_suffix (path, ".png"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  again = ask (provider, "text/uri-list");
  g_assert_true (g_bytes_equal (list, again));
  picture = ask (provider, "image/png");
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), 4, "\x89PNG", 4);

  vanity_kept_clean_moments ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/carrying/print", test_print);
  g_test_add_func ("/ui/carrying/page", test_page);
  ADD ("/ui/carrying/drag", test_drag);
  return g_test_run ();
}
