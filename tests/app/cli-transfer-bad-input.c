/* Whatever stands in the way of copying makeup, or of taking it off: a clear line, and what can be
 * had. */
#include "copy-fixture.h"

#include <string.h>

/* Eyes under sunglasses and a mouth under a mask cannot be had, and the rest can. */
static void
test_covered (Cli *cli, gconstpointer data)
{
  static const int mask[][8] = { { 132, 361, 4, 152, -1 }, { -1 } };
  static const int glasses[][8] = { { 70, 117, 55, -1 }, { 300, 346, 285, -1 }, { -1 } };
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GdkPixbuf) reference = NULL;
  g_autoptr (GdkPixbuf) eyes = NULL;
  g_autoptr (GdkPixbuf) lips = NULL;
  VanityRect lids, mouth;

  if (!copy_prepare (cli, "a.png"))
    return;
  before = copy_read (cli, "a.png");
  reference = copy_read (cli, "ref.png");
  copy_cover (cli, "ref.png", mask, 0x202020ff);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "eyes.png",
           "--regions", "lips,eyes", NULL);
  cli_assert_ended (cli, 0, "ref.png: Its lips cannot be seen.", NULL);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "no.png",
           "--regions", "lips", NULL);
  cli_assert_ended (cli, 1, "ref.png", "nothing of what is asked for", "lips cannot be seen", NULL);
  g_assert_false (cli_has_file (cli, "no.png"));

  copy_save (cli, "ref.png", reference, "png");
  copy_cover (cli, "ref.png", glasses, 0x101010ff);
  cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "lips.png",
           "--regions", "lips,eyes", NULL);
  cli_assert_ended (cli, 0, "ref.png: Its eyes cannot be seen.", NULL);
  eyes = copy_read (cli, "eyes.png");
  lips = copy_read (cli, "lips.png");
  g_assert_true (copy_find_changes (before, eyes, 2, &lids));
  g_assert_true (copy_find_changes (before, lips, 2, &mouth));
  g_assert_cmpint (lids.y + lids.height, <=, mouth.y);
}

/* A reference without colours, one without makeup, one without a face. */
static void
test_poor_references (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) reference = NULL;
  g_autoptr (GdkPixbuf) grey = NULL;
  g_autoptr (JsonObject) photo = NULL;

  if (!copy_prepare (cli, "a.png"))
    return;
  reference = copy_read (cli, "ref.png");
  grey = gdk_pixbuf_copy (reference);
  gdk_pixbuf_saturate_and_pixelate (reference, grey, 0, FALSE);
  copy_save (cli, "grey.png", grey, "png");
  cli_run (cli, "transfer", "a.png", "--from", "grey.png", "--model", "copy.onnx", "-o", "out.png",
           "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->err, "grey.png: "));
  photo = copy_parse (cli->out);
  g_assert_nonnull (strstr (cli->out, "\"grey\""));

  cli_write_blank (cli, "wall.png", 300, 200);
  cli_run (cli, "transfer", "a.png", "--from", "wall.png", "--model", "copy.onnx", "-o", "no.png",
           NULL);
  cli_assert_ended (cli, 1, "wall.png", "no face", NULL);
  cli_run (cli, "transfer", "wall.png", "--from", "ref.png", "--model", "copy.onnx", "-o", "no.png",
           NULL);
  cli_assert_ended (cli, 1, "wall.png", "no face", NULL);
  g_assert_false (cli_has_file (cli, "no.png"));
}

static void
test_bad_references (Cli *cli, gconstpointer data)
{
  static const char *const names[]
      = { "empty.jpg", "letter.png", "missing.png", "folder", "/dev/zero" };

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_write (cli, "empty.jpg", "", 0);
  cli_write (cli, "letter.png", "Dear mirror,\n", 13);
  cli_write (cli, "folder/none.txt", "", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cli_run (cli, "transfer", "a.png", "--from", names[i], "--model", "copy.onnx", "-o",
               "out.png", NULL);
      cli_assert_ended (cli, 1, names[i], NULL);
      g_assert_cmpstr (cli->out, ==, "");
    }
  g_assert_false (cli_has_file (cli, "out.png"));
}

static void
test_bad_models (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *name, *word;
  } cases[] = {
    { "missing.onnx", "missing.onnx" },
    { "a.png", "a.png" },
    { "empty.onnx", "empty.onnx" },
    { "wild.onnx", "laid" },
    { "nameless.onnx", "layer" },
    { "small.onnx", "power of two" },
    { "face_detection_short_range.tflite", "source" },
  };

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_write (cli, "empty.onnx", "", 0);
  copy_write_generator (cli, "wild.onnx", COPY_INFINITE);
  copy_write_generator (cli, "nameless.onnx", COPY_NAMELESS);
  copy_write_generator (cli, "small.onnx", COPY_SMALL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      cli_run (cli, "transfer", "a.png", "--from", "ref.png", "--model", cases[i].name, "-o",
               "out.png", NULL);
      cli_assert_ended (cli, 1, cases[i].name, cases[i].word, NULL);
      cli_run (cli, "remove", "a.png", "--model", cases[i].name, "-o", "out.png", NULL);
      cli_assert_ended (cli, 1, cases[i].name, cases[i].word, NULL);
    }
  g_assert_false (cli_has_file (cli, "out.png"));
}

static void
test_usage (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *arguments, *word;
  } cases[] = {
    { "transfer", "photo" },
    { "transfer a.png -o b.png", "--from" },
    { "transfer a.png --from r.png", "-o" },
    { "transfer a.png --from nose=r.png -o b.png", "nose" },
    { "transfer a.png --from lips= -o b.png", "names no file" },
    { "transfer a.png --from r.png --from r.png -o b.png", "--blend" },
    { "transfer a.png --from lips=r.png --from lips=s.png -o b.png", "would both give lips" },
    { "transfer a.png --from lips=r.png --regions eyes -o b.png", "eyes" },
    { "transfer a.png --from lips=r.png --foundation -o b.png", "skin" },
    { "transfer a.png --from r.png --regions chin -o b.png", "chin" },
    { "transfer a.png --from r.png --strength 1.6 -o b.png", "from 0 to 1.5" },
    { "transfer a.png --from r.png --strength -1 -o b.png", "from 0 to 1.5" },
    { "transfer a.png --from r.png --strength nan -o b.png", "from 0 to 1.5" },
    { "transfer a.png --from r.png --strength lips=1,eyes=much -o b.png", "much" },
    { "transfer a.png --from r.png --strength skin=1 -o b.png", "skin" },
    { "transfer a.png --from r.png --blend s.png -o b.png", "SHARE" },
    { "transfer a.png --from r.png --blend s.png:2 -o b.png", "from 0 to 1" },
    { "transfer a.png --from lips=r.png --blend eyes=s.png:1 -o b.png", "eyes" },
    { "transfer a.png --from r.png --blend s.png:1 --blend r.png:1 -o b.png", "both be blended" },
    { "transfer a.png --from r.png --from-face 0 -o b.png", "--from-face" },
    { "transfer a.png --from r.png --from-face 1 --from-face 1 -o b.png", "one too many" },
    { "transfer a.png --from r.png --face 1.5 -o b.png", "--face" },
    { "transfer a.png --from r.png -o a.png", "a.png would be overwritten" },
    { "transfer a.png --from r.png -o r.png", "r.png would be overwritten" },
    { "transfer a.png --from r.png --model r.png -o r.png", "r.png would be overwritten" },
    { "transfer a.png --from r.png --recipe r.png -o b.png", "r.png would be overwritten" },
    { "transfer a.png --from r.png --recipe a.png -o b.png", "a.png would be overwritten" },
    { "transfer a.png --from r.png --recipe ./b.png -o b.png", "both be written" },
    { "remove", "photo" },
    { "remove a.png", "-o" },
    { "remove a.png -o b.png --strength 1.1", "from 0 to 1" },
    { "remove a.png -o b.png --strength skin=1", "skin" },
    { "remove a.png -o a.png", "overwritten" },
    { "remove a.png -o b.png --model", "--model" },
  };

  cli_write_blank (cli, "a.png", 16, 16);
  cli_write_blank (cli, "r.png", 16, 16);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cli_assert_misused (cli, cases[i].arguments, cases[i].word);
  g_assert_false (cli_has_file (cli, "b.png"));
}

/* Nothing half written, and no text of what did not come to be. */
static void
test_full_disk (Cli *cli, gconstpointer data)
{
  const char *const copy[] = { "transfer",  "a.png", "--from",      "ref.png", "--model",
                               "copy.onnx", "-o",    "out/old.png", "--json",  NULL };
  g_autofree char *bytes = NULL;
  gsize size;

  if (!copy_prepare (cli, "a.png"))
    return;
  cli_write (cli, "out/old.png", "precious", 8);
  cli_run_cramped (cli, 4096, copy);
  cli_assert_ended (cli, 1, "old.png", NULL);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_cmpuint (cli_count_files (cli, "out"), ==, 1);
  cli_read (cli, "out/old.png", &bytes, &size);
  g_assert_cmpmem (bytes, size, "precious", 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/transfer/bad-input/covered", test_covered);
  cli_add_test ("/cli/transfer/bad-input/poor-references", test_poor_references);
  cli_add_test ("/cli/transfer/bad-input/bad-references", test_bad_references);
  cli_add_test ("/cli/transfer/bad-input/bad-models", test_bad_models);
  cli_add_test ("/cli/transfer/bad-input/usage", test_usage);
  cli_add_test ("/cli/transfer/bad-input/full-disk", test_full_disk);
  return g_test_run ();
}
