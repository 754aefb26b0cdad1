/* vanity-cli analyse, on NASA's portrait of an astronaut. */
#include "cli-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The object of face `index` (from 0) that the program printed. */
static JsonObject *
get_face (JsonParser *parser, Cli *cli, guint index)
{
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  return json_array_get_object_element (json_object_get_array_member (root, "faces"), index);
}

static gboolean
has_reason (JsonObject *object, const char *reason)
{
  JsonArray *reasons = json_object_get_array_member (object, "reasons");

  for (guint i = 0; i < json_array_get_length (reasons); i++)
    if (g_str_equal (json_array_get_string_element (reasons, i), reason))
      return TRUE;
  return FALSE;
}

static GdkPixbuf *
read_picture (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static void
save_picture (Cli *cli, GdkPixbuf *pixbuf, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
}

static void
test_text (Cli *cli, gconstpointer data)
{
  static const char *const words[] = { "a.png: Face 1\n",
                                       "\nPhoto\n",
                                       "\nSkin colour\n",
                                       "\nColours\n",
                                       "\nFeatures\n",
                                       "\nWhat this cannot know\n",
                                       "Nothing here is a diagnosis." };

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "analyse", "a.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!strstr (cli->out, words[i]))
      {
        g_test_message ("“%s” is not told", words[i]);
        g_test_fail ();
      }
}

/* The same photo twice says the same, to the byte. */
static void
test_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *first = NULL;
  JsonObject *face;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "analyse", "a.png", "--json", "--nudge", "warmer=0.5,darker", NULL);
  cli_assert_ended (cli, 0, NULL);
  face = get_face (parser, cli, 0);
  g_assert_cmpint (json_object_get_int_member (face, "vanity-analysis"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (face, "number"), ==, 1);
  g_assert_cmpfloat (
      json_object_get_double_member (
          json_object_get_object_member (json_object_get_object_member (face, "options"), "nudge"),
          "lighter"),
      ==, -0.5);
  first = g_strdup (cli->out);
  cli_run (cli, "analyse", "a.png", "--json", "--nudge", "warmer=0.5,darker", NULL);
  g_assert_cmpstr (cli->out, ==, first);
}

static void
test_masks_and_report (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autofree char *folder = cli_path (cli, "masks");
  g_autofree char *report = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gsize size;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  photo = read_picture (cli, "a.png");
  cli_run (cli, "analyse", "a.png", "--masks", "masks", "--report", "out.pdf", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_read (cli, "out.pdf", &report, &size);
  g_assert_cmpuint (size, >, 10000);
  g_assert_true (g_str_has_prefix (report, "%PDF-"));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename ("masks", name, NULL);
      g_autoptr (GdkPixbuf) mask = read_picture (cli, path);

      g_assert_true (g_str_has_prefix (name, "a-1-"));
      g_assert_cmpint (gdk_pixbuf_get_width (mask), ==, gdk_pixbuf_get_width (photo));
      g_assert_cmpint (gdk_pixbuf_get_height (mask), ==, gdk_pixbuf_get_height (photo));
    }
}

static void
test_grey (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autoptr (GdkPixbuf) grey = NULL;
  JsonObject *face, *skin;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  photo = read_picture (cli, "a.png");
  grey = gdk_pixbuf_copy (photo);
  gdk_pixbuf_saturate_and_pixelate (photo, grey, 0, FALSE);
  save_picture (cli, grey, "grey.png");
  cli_run (cli, "analyse", "grey.png", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  face = get_face (parser, cli, 0);
  skin = json_object_get_object_member (face, "skin");
  g_assert_false (json_object_get_boolean_member (skin, "known"));
  g_assert_true (has_reason (skin, "grey"));
  g_assert_false (json_object_has_member (skin, "monk"));
  g_assert_false (
      json_object_get_boolean_member (json_object_get_object_member (face, "light"), "known"));
}

static void
test_child (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *concerns;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "analyse", "a.png", "--json", "--child", NULL);
  cli_assert_ended (cli, 0, NULL);
  concerns = json_object_get_object_member (get_face (parser, cli, 0), "concerns");
  g_assert_false (json_object_get_boolean_member (concerns, "known"));
  g_assert_true (has_reason (concerns, "child"));
  g_assert_cmpuint (strlen (json_object_get_string_member (concerns, "why")), >, 20);
}

/* Two people: both are told; what is of one asks which. */
static void
test_several_faces (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autoptr (GdkPixbuf) two = NULL;
  int width, height;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  photo = read_picture (cli, "a.png");
  width = gdk_pixbuf_get_width (photo);
  height = gdk_pixbuf_get_height (photo);
  two = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (photo), 8, 2 * width, height);
  gdk_pixbuf_copy_area (photo, 0, 0, width, height, two, 0, 0);
  gdk_pixbuf_copy_area (photo, 0, 0, width, height, two, width, 0);
  save_picture (cli, two, "two.png");
  cli_run (cli, "analyse", "two.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "Face 2"));
  cli_run (cli, "analyse", "two.png", "--report", "out.pdf", NULL);
  cli_assert_ended (cli, 1, "two.png", "2 faces", "--face", NULL);
  g_assert_false (cli_has_file (cli, "out.pdf"));
  cli_run (cli, "analyse", "two.png", "--report", "out.pdf", "--face", "2", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (cli_has_file (cli, "out.pdf"));
  g_assert_cmpint (json_object_get_int_member (get_face (parser, cli, 0), "number"), ==, 2);
  cli_run (cli, "analyse", "two.png", "--face", "3", NULL);
  cli_assert_ended (cli, 1, "two.png", "no face 3", NULL);
}

static void
test_history (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *memory;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  g_setenv ("XDG_DATA_HOME", cli->directory, TRUE);
  cli_run (cli, "analyse", "--history", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "No analysis is kept"));
  cli_run (cli, "analyse", "a.png", NULL);
  g_assert_false (cli_has_file (cli, "vanity"));
  cli_run (cli, "analyse", "a.png", "--remember", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "analyse", "--history", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  memory = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  id = g_strdup (json_object_get_string_member (memory, "id"));
  cli_run (cli, "analyse", "a.png", "--compare", id, "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (json_object_has_member (
      json_object_get_object_member (get_face (parser, cli, 0), "comparison"), "comparable"));
  cli_run (cli, "analyse", "--forget", id, NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "analyse", "--forget", id, NULL);
  cli_assert_ended (cli, 1, id, NULL);
  g_unsetenv ("XDG_DATA_HOME");
}

/* Nothing that is missing, no face, and nowhere to write. */
static void
test_bad_input (Cli *cli, gconstpointer data)
{
  cli_write_blank (cli, "wall.png", 300, 200);
  cli_run (cli, "analyse", "wall.png", NULL);
  cli_assert_ended (cli, 1, "wall.png", "no face", NULL);
  cli_run (cli, "analyse", "missing.png", NULL);
  cli_assert_ended (cli, 1, "missing.png", NULL);
  cli_write (cli, "letter.png", "hello", 5);
  cli_run (cli, "analyse", "letter.png", "--json", NULL);
  cli_assert_ended (cli, 1, "letter.png", NULL);
  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "analyse", "a.png", "--masks", "letter.png/masks", NULL);
  cli_assert_ended (cli, 1, "letter.png/masks", NULL);
  cli_run (cli, "analyse", "a.png", "--report", "no/out.pdf", NULL);
  cli_assert_ended (cli, 1, "out.pdf", NULL);
  cli_run (cli, "analyse", "a.png", "--white", "9999,3", NULL);
  cli_assert_ended (cli, 1, "a.png", "9999", NULL);
  cli_run (cli, "analyse", "a.png", "--compare", "wall.png", NULL);
  cli_assert_ended (cli, 1, "wall.png", "no face", NULL);
  cli_run_cramped (cli, 4096,
                   (const char *const[]){ "analyse", "a.png", "--report", "out.pdf", NULL });
  cli_assert_ended (cli, 1, "out.pdf", NULL);
  g_assert_false (cli_has_file (cli, "out.pdf"));
}

static void
test_misused (Cli *cli, gconstpointer data)
{
  cli_assert_misused (cli, "analyse", "no photo");
  cli_assert_misused (cli, "analyse a.png --white 3", "--white");
  cli_assert_misused (cli, "analyse a.png --white 3,x", "--white");
  cli_assert_misused (cli, "analyse a.png --nudge redder", "redder");
  cli_assert_misused (cli, "analyse a.png --nudge warmer=2", "--nudge");
  cli_assert_misused (cli, "analyse a.png --face 0", "--face");
  cli_assert_misused (cli, "analyse a.png b.png --report out.pdf", "--report");
  cli_assert_misused (cli, "analyse x/a.png y/a.png --masks out", "--masks");
  cli_assert_misused (cli, "analyse a.png --report a.png", "a.png");
  cli_assert_misused (cli, "analyse a.png --history", "--history");
  cli_assert_misused (cli, "analyse a.png --report=", "--report");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/analyse/text", test_text);
  cli_add_test ("/cli/analyse/json", test_json);
  cli_add_test ("/cli/analyse/masks-and-report", test_masks_and_report);
  cli_add_test ("/cli/analyse/grey", test_grey);
  cli_add_test ("/cli/analyse/child", test_child);
  cli_add_test ("/cli/analyse/several-faces", test_several_faces);
  cli_add_test ("/cli/analyse/history", test_history);
  cli_add_test ("/cli/analyse/bad-input", test_bad_input);
  cli_add_test ("/cli/analyse/misused", test_misused);
  return g_test_run ();
}
