/* vanity-train head: what it learns from, and how it is called. */
#include "cli-fixture.h"
#include "train-head-set.h"

#include "head/head-mask.h"
#include "head/head-parser.h"
#include "image/photo.h"
#include "model/model.h"
#include "portrait.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIDE 96
#define HEADS 8
#define START 4096 /* of the first head in the file */

/* Writes a set of drawn heads, dark hair before a blue wall, the last two to judge by. FALSE where
 * the canonical mesh is not installed. */
static gboolean
write_set (Cli *cli, const char *name)
{
  gsize record = sizeof (VanityHeadEntry) + 4 * SIDE * SIDE, size = START + HEADS * record;
  g_autofree guint8 *bytes = g_malloc0 (size);
  guint32 header[3] = { 1, SIDE, HEADS };

  memcpy (bytes, "VANHEADS", 8);
  memcpy (bytes + 8, header, sizeof header);
  for (int h = 0; h < HEADS; h++)
    {
      Portrait portrait = { .width = SIDE,
                            .height = SIDE,
                            .depth = 8,
                            .skin = h % 2 ? 0xc8967a : 0xe0b090,
                            .face = 40,
                            .x = 48,
                            .y = 52 };
      VanityHeadEntry *entry = (VanityHeadEntry *)(void *)(bytes + START + (gsize)h * record);
      guint8 *rgb = (guint8 *)(entry + 1), *person = rgb + 3 * SIDE * SIDE;
      VanityFace face;
      g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

      if (image == NULL)
        return FALSE;
      g_snprintf (entry->name, sizeof entry->name, "head-%d.png", h);
      entry->split = h < HEADS - 2 ? VANITY_DATASET_TRAIN : VANITY_DATASET_VALIDATION;
      entry->edge[2] = entry->edge[3] = SIDE;
      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        {
          entry->points[i][0] = face.points[i].x;
          entry->points[i][1] = face.points[i].y;
        }
      for (int i = 0; i < SIDE * SIDE; i++)
        {
          const guint8 *from = vanity_image_row (image, i / SIDE) + 4 * (i % SIDE);
          double x = (i % SIDE - 48) / 30.0, y = (i / SIDE - 46) / 40.0;
          double u = (i % SIDE - 48) / 21.0, v = (i / SIDE - 52) / 27.0;
          gboolean inside = u * u + v * v < 1, hair = !inside && x * x + y * y < 1;
          guint8 shade = (guint8)(i * 7919 % 13);

          for (int k = 0; k < 3; k++)
            rgb[3 * i + k] = inside ? from[k]
                             : hair ? (guint8)(30 + shade)
                                    : (guint8)(k == 2 ? 200 + shade : 120 + shade);
          person[i] = inside || hair ? 250 : 5;
        }
    }
  cli_write (cli, name, bytes, size);
  return TRUE;
}

/* It learns, and what it writes is a network of heads. */
static void
test_learn (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "head.onnx");
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityHeadParser) parser = NULL;
  VanityGraph *graph;

  if (!write_set (cli, "heads.set"))
    return;
  cli_run (cli, "head", ".", "--set", "heads.set", "--side", "32", "--batch", "2", "--epochs", "2",
           "--out", "head.onnx", "--samples", "sheets", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "6 heads to learn from, 0 of them by masks; 2 of others"));
  g_assert_nonnull (strstr (cli->out, "epoch 2 of 2"));
  g_assert_cmpuint (cli_count_files (cli, "sheets"), ==, 2);
  graph = vanity_model_load (path, &error);
  g_assert_no_error (error);
  parser = vanity_head_parser_new_for_graph (graph, path, &error);
  g_assert_no_error (error);
}

/* With a mask a head is learnt from it; a file that is none is refused with its name. */
static void
test_masks (Cli *cli, gconstpointer data)
{
  g_autofree char *folder = cli_path (cli, "masks"), *path = NULL;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!write_set (cli, "heads.set"))
    return;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = g_build_filename (folder, "head-0.png.png", NULL);
  file = g_file_new_for_path (path);
  image = vanity_image_new (VANITY_HEAD_MASK_SIDE, VANITY_HEAD_MASK_SIDE, 8,
                            vanity_color_space_get_srgb (), &error);
  g_assert_no_error (error);
  for (int y = 0; y < VANITY_HEAD_MASK_SIDE; y++)
    for (int x = 0; x < VANITY_HEAD_MASK_SIDE; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;

        memcpy (pixel, vanity_head_mask_palette[y < 100 ? VANITY_HEAD_HAIR : VANITY_HEAD_SKIN], 3);
        pixel[3] = 255;
      }
  photo = vanity_photo_new_from_image (image, "mask");
  g_assert_true (vanity_photo_save (photo, image, file, NULL, NULL, &error));
  cli_run (cli, "head", ".", "--set", "heads.set", "--side", "32", "--batch", "2", "--epochs", "1",
           "--masks", "masks", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, " of them by masks; 2 of others"));
  g_assert_null (strstr (cli->out, " 0 of them by masks"));
  cli_write (cli, "masks/head-1.png.png", "no picture", 10);
  cli_run (cli, "head", ".", "--set", "heads.set", "--side", "32", "--masks", "masks", NULL);
  cli_assert_ended (cli, 1, "head-1.png.png", NULL);
  g_unlink (path);
  g_free (path);
  path = g_build_filename (folder, "head-1.png.png", NULL);
  g_unlink (path);
  g_rmdir (folder);
}

/* A set that is cut off is refused with its name. */
static void
test_cut (Cli *cli, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (!write_set (cli, "heads.set"))
    return;
  cli_read (cli, "heads.set", &bytes, &size);
  cli_write (cli, "heads.set", bytes, size - 1);
  cli_run (cli, "head", ".", "--set", "heads.set", NULL);
  cli_assert_ended (cli, 1, "heads.set", "cut off", NULL);
  cli_write (cli, "heads.set", bytes, 20);
  cli_run (cli, "head", ".", "--set", "heads.set", NULL);
  cli_assert_ended (cli, 1, "heads.set", NULL);
}

static void
test_misuse (Cli *cli, gconstpointer data)
{
  cli_assert_misused (cli, "head --set heads.set", "folder");
  cli_assert_misused (cli, "head .", "--set");
  cli_assert_misused (cli, "head . --set heads.set", "--faces");
  cli_assert_misused (cli, "head . --set heads.set --faces f --side 8", "--side");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/train/head/learn", test_learn);
  cli_add_test ("/train/head/masks", test_masks);
  cli_add_test ("/train/head/cut", test_cut);
  cli_add_test ("/train/head/misuse", test_misuse);
  return g_test_run ();
}
