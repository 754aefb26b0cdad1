/* The window in a language of long words that is written from right to left: nothing is left
 * untranslated, nothing reaches out of the window, and the layout is mirrored. */
#include "tests/ui/support.h"

#include "tests/ui/pseudo-words.h"
#include "ui/look-panel.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define LANGUAGE "qps"

static gboolean is_ready;

static gboolean
has_words (void)
{
  if (!is_ready)
    g_test_skip ("there is no translation to make one from");

  return is_ready;
}

static void
test_words (void)
{
  g_autofree char *words = pseudo_words_of ("_Open %d of <b>&amp;</b> %1$s");

  g_assert_true (g_str_has_prefix (words, "[_Öpéñ %d öf <b>&amp;</b> %1$s~"));
  g_assert_cmpuint (g_utf8_strlen (words, -1), >=, 40);
}

/* Labels that show: each translated, and where it should be. */
static int
check_labels (GtkWidget *widget, GtkWidget *window, int *n_plain)
{
  int n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      *n_plain += strchr (text, '[') == NULL;
      n = 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_labels (child, window, n_plain);

  return n;
}

static void
check_window (Fixture *fixture, int width)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int n_plain = 0, minimum;

  gtk_window_set_default_size (GTK_WINDOW (window), width, 720);
  fixture_idle (300);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 370);
  check_labels (window, window, &n_plain);
  fixture_check_bounds (fixture);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  int n_plain = 0, n;

  if (fixture->window == NULL || !has_words ())
    return;

  n = check_labels (GTK_WIDGET (fixture->window), GTK_WIDGET (fixture->window), &n_plain);
  g_assert_cmpint (n, >=, 3);
  g_assert_cmpint (n_plain, ==, 0);
  check_window (fixture, 360);
  check_window (fixture, 1200);
}

static void
test_photo (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "show-looks", "show-analysis", "show-products" };
  GtkWidget *panel, *window;
  graphene_rect_t bounds;

  if (fixture->window == NULL || !has_words () || !fixture_open_portrait (fixture))
    return;

  window = GTK_WIDGET (fixture->window);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      fixture_activate (fixture, pages[i]);
      fixture_idle (500);
      check_window (fixture, 1200);
      check_window (fixture, 360);
    }

  /* The panel stands where one who reads from the right ends. */
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 720);
  fixture_idle (300);
  panel = fixture_find (window, VANITY_TYPE_LOOK_PANEL);
  g_assert_true (gtk_widget_compute_bounds (panel, window, &bounds));
  g_assert_cmpfloat ((double)(bounds.origin.x + bounds.size.width), <,
                     gtk_widget_get_width (window) / 2.0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-pseudo-XXXXXX", NULL);
  g_autofree char *language = g_build_filename (folder, LANGUAGE, NULL);
  g_autofree char *place = g_build_filename (language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (place, "vanity.mo", NULL);
  const char *from = g_getenv ("VANITY_CATALOGUE_OF_WORDS");
  int status;

  /* Before anything is translated. */
  is_ready = from != NULL && pseudo_words_write (from, folder, LANGUAGE);
  g_setenv ("LANGUAGE", LANGUAGE, TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  if (is_ready && gtk_init_check ())
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_add_func ("/ui/pseudo/words", test_words);
  ADD ("/ui/pseudo/empty", test_empty);
  ADD ("/ui/pseudo/photo", test_photo);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (place);
  g_rmdir (language);
  g_rmdir (folder);

  return status;
}
