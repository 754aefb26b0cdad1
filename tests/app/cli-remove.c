/* vanity-cli remove: a person without their makeup. */
#include "copy-fixture.h"

#include <string.h>

/* Makeup off: it says that what is shown is a guess. */
static void
test_remove (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  g_autoptr (JsonObject) photo = NULL;
  JsonObject *face;
  VanityRect box;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_run (cli, "remove", "ref.png", "--model", "copy.onnx", "--json", "-o", "out.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->err, "ref.png: "));
  g_assert_nonnull (strstr (cli->err, "guess"));
  photo = copy_parse (cli->out);
  face = copy_get_face (photo);
  g_assert_true (json_object_get_boolean_member (face, "guess"));
  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (face, "found"), "lips"), >,
      0.3);
  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (face, "confidence"), "lips"), <,
      0.7);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (face, "readout"), "outside"), ==,
      0);
  before = copy_read (cli, "ref.png");
  after = copy_read (cli, "out.png");
  g_assert_true (copy_find_changes (before, after, 20, &box));

  g_clear_object (&after);
  cli_run (cli, "remove", "ref.png", "--model", "copy.onnx", "--strength", "0", "-o", "out.png",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  after = copy_read (cli, "out.png");
  g_assert_false (copy_find_changes (before, after, 0, &box));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/remove", test_remove);
  return g_test_run ();
}
