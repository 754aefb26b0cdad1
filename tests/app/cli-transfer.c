/* vanity-cli transfer: the makeup of other photos. */
#include "copy-fixture.h"

#include <string.h>

/* Lips and lids change, and nothing around them; what --json tells of it. */
static void
test_copy (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  g_autoptr (JsonObject) photo = NULL;
  JsonObject *face, *readout, *lips;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "--json", "-o",
           "out.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  before = copy_read (cli, "a.png");
  after = copy_read (cli, "out.png");
  g_assert_true (copy_find_changes (before, after, 0, &box));
  g_assert_cmpint (box.width, <, 120);
  g_assert_cmpint (box.height, <, 140);

  photo = copy_parse (cli->out);
  g_assert_false (json_object_has_member (photo, "photo"));
  g_assert_cmpstr (json_object_get_string_member (photo, "output"), ==, "out.png");
  g_assert_cmpstr (json_object_get_string_member (copy_get_reference (photo, 0), "file"), ==,
                   "ref.png");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (copy_get_reference (photo, 0), "regions")),
                    ==, 4);
  face = copy_get_face (photo);
  g_assert_cmpint (json_object_get_int_member (face, "face"), ==, 1);
  g_assert_true (json_object_has_member (json_object_get_object_member (face, "recipe"), "layers"));
  readout = json_object_get_object_member (face, "readout");
  g_assert_cmpint (json_object_get_int_member (readout, "outside"), ==, 0);
  g_assert_cmpfloat (json_object_get_double_member (readout, "structure"), >, 0.8);
  lips = json_object_get_object_member (json_object_get_object_member (readout, "regions"), "lips");
  g_assert_cmpfloat (json_object_get_double_member (lips, "start"), >, 8);
  g_assert_cmpfloat (json_object_get_double_member (lips, "fidelity"), >, 0.6);
}

/* By default, with a --strength for all or for some, and by --regions. */
static void
test_regions (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) lips = NULL;
  g_autoptr (GdkPixbuf) same = NULL;
  g_autoptr (GdkPixbuf) eyes = NULL;
  g_autoptr (GdkPixbuf) none = NULL;
  VanityRect mouth, lids, box;

  if (!copy_prepare (cli, "a.png"))
    return;
  before = copy_read (cli, "a.png");
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "lips.png",
           "--regions", "lips", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "same.png",
           "--strength", "0,lips=1", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "transfer", "a.png", "--from", "eyes=ref.png", "--model", "copy.onnx", "-o",
           "eyes.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "none.png",
           "--strength", "0", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "");

  lips = copy_read (cli, "lips.png");
  same = copy_read (cli, "same.png");
  eyes = copy_read (cli, "eyes.png");
  none = copy_read (cli, "none.png");
  g_assert_true (copy_find_changes (before, lips, 0, &mouth));
  g_assert_true (copy_find_changes (before, eyes, 0, &lids));
  g_assert_cmpint (lids.y + lids.height, <=, mouth.y);
  g_assert_false (copy_find_changes (lips, same, 2, &box));
  g_assert_false (copy_find_changes (before, none, 0, &box));
}

/* Lips of one photo and eyes of another are those of each alone; half of one lies between. */
static void
test_several (Cli *cli, gconstpointer data)
{
  static const char *const outputs[] = { "lips.png", "both.png" };
  g_autoptr (GdkPixbuf) lips = NULL;
  g_autoptr (GdkPixbuf) both = NULL;
  g_autoptr (JsonObject) photo = NULL;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "apply", "a.png", "--look", "red-lip", "-o", "red.png", NULL);
  cli_run (cli, "transfer", "a.png", "--from", "lips=red.png", "--model", "copy.onnx", "-o",
           outputs[0], NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "transfer", "a.png", "--from", "eyes=ref.png", "--from", "lips=red.png", "--model",
           "copy.onnx", "-o", outputs[1], "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  photo = copy_parse (cli->out);
  g_assert_cmpstr (json_object_get_string_member (copy_get_reference (photo, 1), "file"), ==,
                   "red.png");
  lips = copy_read (cli, outputs[0]);
  both = copy_read (cli, outputs[1]);
  g_assert_true (copy_find_changes (lips, both, 0, &box));
  g_assert_cmpint (box.height, <, 60); /* eyes alone */

  cli_run (cli, "transfer", "a.png", "--from", "lips=red.png", "--blend", "ref.png:0", "--model",
           "copy.onnx", "-o", "blend.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_clear_object (&both);
  both = copy_read (cli, "blend.png");
  g_assert_false (copy_find_changes (lips, both, 0, &box));
  cli_run (cli, "transfer", "a.png", "--from", "lips=red.png", "--blend", "ref.png:0.5", "--model",
           "copy.onnx", "-o", "blend.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_clear_object (&both);
  both = copy_read (cli, "blend.png");
  g_assert_true (copy_find_changes (lips, both, 10, &box));
}

/* The recipe is a look like any other, and comes near. */
static void
test_recipe (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  g_autoptr (JsonObject) look = NULL;
  g_autofree char *text = NULL;
  gsize size;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "out.png",
           "--recipe", "look.json", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_read (cli, "look.json", &text, &size);
  look = copy_parse (text);
  g_assert_cmpint (json_object_get_int_member (look, "vanity-look"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (look, "name"), ==, "ref");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (look, "layers")), >, 0);
  cli_run (cli, "apply", "a.png", "--look", "look.json", "-o", "again.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  before = copy_read (cli, "a.png");
  after = copy_read (cli, "again.png");
  g_assert_true (copy_find_changes (before, after, 20, &box));
}

/* What is not made over keeps its code: no pixel far from the face differs in a JPEG. */
static void
test_jpeg (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) portrait = NULL;
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  portrait = copy_read (cli, "a.png");
  copy_save (cli, "a.jpg", portrait, "jpeg");
  cli_run (cli, "transfer", "a.jpg", "--from", "ref.png", "--model", "copy.onnx", "-o", "out.jpg",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  before = copy_read (cli, "a.jpg");
  after = copy_read (cli, "out.jpg");
  g_assert_true (copy_find_changes (before, after, 0, &box));
  g_assert_cmpint (box.width, <, 160);
  g_assert_cmpint (box.height, <, 180);
}

/* Two faces, in the photo and in the reference. */
static void
test_faces (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) one = NULL;
  g_autoptr (GdkPixbuf) all = NULL;
  g_autoptr (JsonObject) photo = NULL;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "compare", "a.png", "--look", "bold.json", "-o", "two.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "transfer", "a.png", "--from", "two.png", "--model", "copy.onnx", "-o", "out.png",
           NULL);
  cli_assert_ended (cli, 1, "two.png", "2 faces", "--from-face", NULL);
  cli_run (cli, "transfer", "a.png", "--from", "two.png", "--from-face", "3", "--model",
           "copy.onnx", "-o", "out.png", NULL);
  cli_assert_ended (cli, 1, "two.png", "no face 3", NULL);
  g_assert_false (cli_has_file (cli, "out.png"));
  cli_run (cli, "transfer", "a.png", "--from", "two.png", "--from-face", "2", "--model",
           "copy.onnx", "-o", "out.png", NULL);
  cli_assert_ended (cli, 0, NULL);

  cli_run (cli, "transfer", "two.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "all.png",
           "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  photo = copy_parse (cli->out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (photo, "faces")), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (
        json_object_get_int_member (
            json_object_get_object_member (
                json_array_get_object_element (json_object_get_array_member (photo, "faces"), i),
                "readout"),
            "outside"),
        ==, 0);
  cli_run (cli, "transfer", "two.png", "--from", "ref.png", "--face", "1", "--model", "copy.onnx",
           "-o", "one.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  before = copy_read (cli, "two.png");
  all = copy_read (cli, "all.png");
  one = copy_read (cli, "one.png");
  g_assert_true (copy_find_changes (before, all, 0, &box));
  g_assert_cmpint (box.width, >, 400);
  g_assert_true (copy_find_changes (before, one, 0, &box));
  g_assert_cmpint (box.width, <, 120);

  cli_run (cli, "transfer", "two.png", "--from", "ref.png", "--recipe", "r.json", "--model",
           "copy.onnx", "-o", "x.png", NULL);
  cli_assert_ended (cli, 1, "two.png", "2 faces", "--face", NULL);
  g_assert_false (cli_has_file (cli, "r.json"));
  g_assert_false (cli_has_file (cli, "x.png"));
}

static void
test_many (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  if (!copy_prepare (cli, "in/one.png") || !cli_copy_portrait (cli, "in/two.png"))
    return;
  cli_write (cli, "in/broken.jpg", "\xff\xd8\xff", 3);
  cli_run (cli, "transfer", "in", "--from", "ref.png", "--model", "copy.onnx", "-o", "out",
           "--json", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_cmpuint (cli_count_files (cli, "out"), ==, 2);
  g_assert_nonnull (strstr (cli->err, "broken.jpg"));
  g_assert_nonnull (strstr (cli->err, "3 photos: 2 done, 1 failed"));
  lines = g_strsplit (cli->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[0], "\"photo\":\"in/broken.jpg\",\"error\""));
  g_assert_nonnull (strstr (lines[1], "\"photo\":\"in/one.png\",\"output\":\"out/one.png\""));
  g_assert_nonnull (strstr (lines[2], "\"photo\":\"in/two.png\""));

  cli_run (cli, "transfer", "in", "--from", "ref.png", "--model", "copy.onnx", "-o", "out",
           "--recipe", "r.json", NULL);
  cli_assert_ended (cli, 2, "--recipe", NULL);
}

/* The generator that comes with Vanity; a clear word where it was built without. */
static void
test_shipped (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "-o", "out.png", NULL);
  if (cli->status != 0)
    {
      cli_assert_ended (cli, 1, "transfer.onnx", NULL);
      g_assert_false (cli_has_file (cli, "out.png"));
      return;
    }
  before = copy_read (cli, "a.png");
  after = copy_read (cli, "out.png");
  g_assert_true (copy_find_changes (before, after, 20, &box));
  g_assert_cmpint (box.width, <, 120);
  g_assert_cmpint (box.height, <, 140);
}

/* The program on the page for those who bring a generator of their own, as it stands there: what
 * PyTorch exports is taken. Skipped where Debian's python3-torch is not installed. */
static void
test_page (Cli *cli, gconstpointer data)
{
  const char *const train[] = { g_getenv ("VANITY_TRAIN"), "atlas", "maps", NULL };
  const char *const ask[] = { "/usr/bin/python3", "-c", "import torch", NULL };
  const char *const page[] = { "/usr/bin/python3", g_getenv ("VANITY_PAGE"), NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **)ask, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, NULL)
      || status != 0)
    {
      g_test_skip ("there is no python3-torch");
      return;
    }
  if (!copy_prepare (cli, "a.png"))
    return;
  g_spawn_sync (cli->directory, (char **)train, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_spawn_sync (cli->directory, (char **)page, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "own.onnx", "-o", "out.png",
           NULL);
  cli_assert_ended (cli, 0, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/transfer/copy", test_copy);
  cli_add_test ("/cli/transfer/regions", test_regions);
  cli_add_test ("/cli/transfer/several", test_several);
  cli_add_test ("/cli/transfer/recipe", test_recipe);
  cli_add_test ("/cli/transfer/jpeg", test_jpeg);
  cli_add_test ("/cli/transfer/faces", test_faces);
  cli_add_test ("/cli/transfer/many", test_many);
  cli_add_test ("/cli/transfer/shipped", test_shipped);
  cli_add_test ("/cli/transfer/page", test_page);
  return g_test_run ();
}
