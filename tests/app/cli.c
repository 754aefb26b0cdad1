/* What vanity-cli promises: exit statuses, messages, JSON, files. */
#include "cli-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>
#include <string.h>

static void
test_version (Cli *cli, gconstpointer data)
{
  cli_run (cli, "--version", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "vanity-cli " VANITY_VERSION "\n");
}

static void
test_help (Cli *cli, gconstpointer data)
{
  const char *const commands[] = { "detect", "apply", "compare", "looks", "run" };

  cli_run (cli, "--help", NULL);
  cli_assert_ended (cli, 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (cli->out, commands[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      cli_run (cli, commands[i], "--help", NULL);
      cli_assert_ended (cli, 0, NULL);
      g_assert_nonnull (strstr (cli->out, commands[i]));
      g_assert_cmpstr (cli->err, ==, "");
    }
}

static void
test_usage (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *arguments;
    const char *word; /* in the message */
  } cases[] = {
    { "paint", "paint" },
    { "--colour", "--colour" },
    { "looks more", "more" },
    { "detect", "photo" },
    { "detect --size=7 a.png", "--size" },
    { "apply a.png -o b.png", "--look" },
    { "apply a.png --look bare", "-o" },
    { "apply --look bare -o b.png", "photo" },
    { "apply a.png --look bare -o b.png --strength 7", "from 0 to 1" },
    { "apply a.png --look bare -o b.png --strength -0.1", "from 0 to 1" },
    { "apply a.png --look bare -o b.png --strength nan", "from 0 to 1" },
    { "apply a.png --look bare -o b.png --strength half", "half" },
    { "apply a.png --look bare -o b.png --face 0", "--face" },
    { "apply a.png --look bare -o b.png --face 1.5", "--face" },
    { "apply a.png x/a.png --look bare -o out", "both" },
    { "apply a.png --look bare -o a.png", "overwritten" },
    { "apply a.png --look bare -o .", "overwritten" },
    { "run -o out", "model" },
    { "run model.tflite", "-o" },
  };

  cli_write_blank (cli, "a.png", 16, 16);
  cli_write_blank (cli, "x/a.png", 16, 16);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cli_assert_misused (cli, cases[i].arguments, cases[i].word);
  g_assert_false (cli_has_file (cli, "b.png"));

  cli_run (cli, NULL);
  g_assert_cmpint (cli->status, ==, 2);
  g_assert_nonnull (strstr (cli->err, "Usage"));
}

static void
test_looks (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  cli_run (cli, "looks", NULL);
  cli_assert_ended (cli, 0, NULL);
  lines = g_strsplit (g_strchomp (cli->out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 12);
  g_assert_true (g_str_has_prefix (lines[0], "bare "));

  cli_run (cli, "looks", "--kinds", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "\nlipstick "));
  g_assert_nonnull (strstr (cli->out, "\nhair-color "));
  g_assert_nonnull (strstr (cli->out, "  opacity "));
}

/* A face's members and ranges, as the README gives them. */
static void
assert_face (JsonObject *face, double width, double height)
{
  JsonArray *box = json_object_get_array_member (face, "box");
  JsonArray *points = json_object_get_array_member (face, "points");
  JsonObject *pose = json_object_get_object_member (face, "pose");
  JsonObject *quality = json_object_get_object_member (face, "quality");

  g_assert_cmpuint (json_object_get_size (face), ==, 4);
  g_assert_cmpuint (json_array_get_length (box), ==, 4);
  g_assert_cmpuint (json_array_get_length (points), ==, 478);
  for (guint i = 0; i < 478; i++)
    {
      JsonArray *point = json_array_get_array_element (points, i);
      g_assert_cmpuint (json_array_get_length (point), ==, 3);
      g_assert_cmpfloat (json_array_get_double_element (point, 0), >=, 0);
      g_assert_cmpfloat (json_array_get_double_element (point, 0), <=, width);
      g_assert_cmpfloat (json_array_get_double_element (point, 1), >=, 0);
      g_assert_cmpfloat (json_array_get_double_element (point, 1), <=, height);
    }
  g_assert_cmpfloat (ABS (json_object_get_double_member (pose, "yaw")), <, 45);
  g_assert_cmpfloat (ABS (json_object_get_double_member (pose, "pitch")), <, 45);
  g_assert_cmpfloat (ABS (json_object_get_double_member (pose, "roll")), <, 45);
  g_assert_cmpstr (json_object_get_string_member (quality, "word"), !=, "");
  g_assert_true (json_object_has_member (quality, "flags"));
}

static void
test_detect_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *photo;
  JsonArray *faces;

  if (!cli_copy_portrait (cli, "a portrait.png"))
    return;
  cli_run (cli, "detect", "a portrait.png", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  photo = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (json_object_get_size (photo), ==, 3);
  g_assert_cmpint (json_object_get_int_member (photo, "width"), ==, 512);
  g_assert_cmpint (json_object_get_int_member (photo, "height"), ==, 512);
  faces = json_object_get_array_member (photo, "faces");
  g_assert_cmpuint (json_array_get_length (faces), ==, 1);
  assert_face (json_array_get_object_element (faces, 0), 512, 512);
}

static void
test_detect_text (Cli *cli, gconstpointer data)
{
  if (!cli_copy_portrait (cli, "portrait.png"))
    return;
  cli_run (cli, "detect", "portrait.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (g_str_has_prefix (cli->out, "portrait.png: 512 × 512 pixels, 1 face\n"));
}

static void
test_detect_none (Cli *cli, gconstpointer data)
{
  cli_write_blank (cli, "wall.png", 300, 200);
  cli_run (cli, "detect", "wall.png", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "{\"width\":300,\"height\":200,\"faces\":[]}\n");
  cli_run (cli, "apply", "wall.png", "--look", "bare", "-o", "out.png", NULL);
  cli_assert_ended (cli, 1, "wall.png", "no face", NULL);
  g_assert_false (cli_has_file (cli, "out.png"));
}

/* Texts come in the order of the arguments whatever thread is first. */
static void
test_detect_many (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  cli_write_blank (cli, "large.png", 1600, 1200);
  cli_write_blank (cli, "small.png", 16, 16);
  cli_write (cli, "broken.png", "nothing", 7);
  cli_run (cli, "detect", "large.png", "broken.png", "small.png", "--json", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  lines = g_strsplit (cli->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[0], "\"photo\":\"large.png\""));
  g_assert_nonnull (strstr (lines[1], "\"photo\":\"broken.png\",\"error\""));
  g_assert_nonnull (strstr (lines[2], "\"photo\":\"small.png\""));
  g_assert_nonnull (strstr (cli->err, "broken.png"));
  g_assert_nonnull (strstr (cli->err, "3 photos: 2 done, 1 failed"));
}

static GdkPixbuf *
read_picture (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *picture = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return picture;
}

/* Number of pixels that differ between `one` and the part of `other` that begins at column `x`. */
static guint
count_differences (GdkPixbuf *one, GdkPixbuf *other, int x)
{
  guint count = 0;
  int step = gdk_pixbuf_get_n_channels (other);

  for (int row = 0; row < gdk_pixbuf_get_height (one); row++)
    {
      const guint8 *a = gdk_pixbuf_read_pixels (one) + row * gdk_pixbuf_get_rowstride (one);
      const guint8 *b = gdk_pixbuf_read_pixels (other) + row * gdk_pixbuf_get_rowstride (other);

      for (int column = 0; column < gdk_pixbuf_get_width (one); column++)
        count += memcmp (a + column * gdk_pixbuf_get_n_channels (one), b + (column + x) * step, 3)
                 != 0;
    }
  return count;
}

static void
test_apply (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) source = NULL;
  g_autoptr (GdkPixbuf) full = NULL;
  g_autoptr (GdkPixbuf) none = NULL;
  guint n_changed;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "apply", "a.png", "--look", "red-lip", "-o", "full.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "apply", "a.png", "--look", "red-lip", "--strength", "0", "-o", "none.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  source = read_picture (cli, "a.png");
  full = read_picture (cli, "full.png");
  none = read_picture (cli, "none.png");
  g_assert_cmpint (gdk_pixbuf_get_width (full), ==, 512);
  g_assert_cmpint (gdk_pixbuf_get_height (full), ==, 512);
  g_assert_cmpuint (count_differences (source, none, 0), ==, 0);
  n_changed = count_differences (source, full, 0);
  g_assert_cmpuint (n_changed, >, 200);
  g_assert_cmpuint (n_changed, <, 512 * 512 / 4);

  cli_run (cli, "apply", "a.png", "--look", "red-lip", "--face", "2", "-o", "two.png", NULL);
  cli_assert_ended (cli, 1, "a.png", "face 2", NULL);
  g_assert_false (cli_has_file (cli, "two.png"));
}

static void
test_compare (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) source = NULL;
  g_autoptr (GdkPixbuf) both = NULL;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "compare", "a.png", "--look", "red-lip", "-o", "both.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  source = read_picture (cli, "a.png");
  both = read_picture (cli, "both.png");
  g_assert_cmpint (gdk_pixbuf_get_width (both), ==, 1024);
  g_assert_cmpint (gdk_pixbuf_get_height (both), ==, 512);
  g_assert_cmpuint (count_differences (source, both, 0), ==, 0);
  g_assert_cmpuint (count_differences (source, both, 512), >, 200);
}

static void
test_apply_directory (Cli *cli, gconstpointer data)
{
  if (!cli_copy_portrait (cli, "in/one.png") || !cli_copy_portrait (cli, "in/two.png"))
    return;
  cli_write (cli, "in/broken.jpg", "\xff\xd8\xff", 3);
  cli_write (cli, "in/notes.txt", "lips", 4);
  cli_run (cli, "apply", "in", "--look", "red-lip", "-o", "out/made over", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_true (cli_has_file (cli, "out/made over/one.png"));
  g_assert_true (cli_has_file (cli, "out/made over/two.png"));
  g_assert_cmpuint (cli_count_files (cli, "out/made over"), ==, 2);
  g_assert_nonnull (strstr (cli->err, "broken.jpg"));
  g_assert_nonnull (strstr (cli->err, "3 photos: 2 done, 1 failed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/version", test_version);
  cli_add_test ("/cli/help", test_help);
  cli_add_test ("/cli/usage", test_usage);
  cli_add_test ("/cli/looks", test_looks);
  cli_add_test ("/cli/detect/json", test_detect_json);
  cli_add_test ("/cli/detect/text", test_detect_text);
  cli_add_test ("/cli/detect/none", test_detect_none);
  cli_add_test ("/cli/detect/many", test_detect_many);
  cli_add_test ("/cli/apply", test_apply);
  cli_add_test ("/cli/apply/directory", test_apply_directory);
  cli_add_test ("/cli/compare", test_compare);
  return g_test_run ();
}
