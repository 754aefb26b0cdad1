/* A document on the command line: the photo that comes of it is what the window would show. */
#include "cli-fixture.h"

#include "app/vanity-file.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_usage (Cli *cli, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "export", "one document" },
    { "export a.vanity b.vanity -o c.png", "one document" },
    { "export a.vanity", "--output" },
    { "export a.vanity -o a.vanity", "overwritten" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cli_assert_misused (cli, cases[i][0], cases[i][1]);
}

static void
test_bad_input (Cli *cli, gconstpointer data)
{
  cli_run (cli, "export", "none.vanity", "-o", "c.png", NULL);
  cli_assert_ended (cli, 1, "none.vanity", NULL);
  cli_write (cli, "words.vanity", "these are words", 15);
  cli_run (cli, "export", "words.vanity", "-o", "c.png", NULL);
  cli_assert_ended (cli, 1, "words.vanity", NULL);
  g_assert_false (cli_has_file (cli, "c.png"));
}

/* Where the program sees the first face. */
static void
find_box (Cli *cli, float box[4])
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *face;
  JsonArray *numbers;

  cli_run (cli, "detect", "a.png", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (json_parser_load_from_data (parser, cli->out, -1, NULL));
  face = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "faces"),
      0);
  numbers = json_object_get_array_member (face, "box");
  for (guint i = 0; i < 4; i++)
    box[i] = (float)json_array_get_double_element (numbers, i);
}

static VanityFile *
make_document (Cli *cli, VanityFileFace **face)
{
  VanityFile *file = vanity_file_new ();
  char *bytes;
  gsize size;

  cli_read (cli, "a.png", &bytes, &size);
  file->photo.name = g_strdup ("a.png");
  file->photo.bytes = g_bytes_new_take (bytes, size);
  *face = vanity_file_add_face (file);
  find_box (cli, (*face)->box);
  (*face)->strength = 1;
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    (*face)->parts[i] = 1;

  return file;
}

static void export(Cli *cli, const VanityFile *file, const char *out)
{
  g_autofree char *path = cli_path (cli, "a.vanity");
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_file_write (file, place, FALSE, NULL, &error));
  g_assert_no_error (error);
  cli_run (cli, "export", "a.vanity", "-o", out, NULL);
  cli_assert_ended (cli, 0, NULL);
}

static gboolean
are_same (Cli *cli, const char *one, const char *other)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize first_size, second_size;

  cli_read (cli, one, &first, &first_size);
  cli_read (cli, other, &second, &second_size);

  return first_size == second_size && memcmp (first, second, first_size) == 0;
}

static void
test_look (Cli *cli, gconstpointer data)
{
  g_autoptr (VanityFile) file = NULL;
  VanityFileFace *face;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  file = make_document (cli, &face);
  face->look = vanity_look_find ("glam", NULL);
  face->strength = 0.5;
  export(cli, file, "out.png");
  cli_run (cli, "apply", "a.png", "--look", "glam", "--strength", "0.5", "-o", "applied.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (are_same (cli, "out.png", "applied.png"));
}

static void
test_copied (Cli *cli, gconstpointer data)
{
  g_autoptr (VanityFile) file = NULL;
  VanityFileReference *reference;
  VanityFileFace *face;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  file = make_document (cli, &face);
  export(cli, file, "bare.png");

  face->off = TRUE;
  export(cli, file, "off.png");
  cli_run (cli, "remove", "a.png", "-o", "removed.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_true (are_same (cli, "off.png", "removed.png"));

  face->off = FALSE;
  face->copied = TRUE;
  reference = vanity_file_add_reference (file);
  reference->photo.name = g_strdup ("a.png");
  reference->photo.bytes = g_bytes_ref (file->photo.bytes);
  memcpy (reference->box, face->box, sizeof reference->box);
  export(cli, file, "copied.png");
  g_assert_false (are_same (cli, "copied.png", "bare.png"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/export/usage", test_usage);
  cli_add_test ("/cli/export/bad-input", test_bad_input);
  cli_add_test ("/cli/export/look", test_look);
  cli_add_test ("/cli/export/copied", test_copied);
  return g_test_run ();
}
