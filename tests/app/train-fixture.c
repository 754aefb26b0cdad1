#include "train-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIDE 28

/* The head of an IDX file of bytes. */
static GByteArray *
begin_idx (int n_sizes, const guint32 *sizes)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint8 head[] = { 0, 0, 8, (guint8)n_sizes };

  g_byte_array_append (bytes, head, sizeof head);
  for (int i = 0; i < n_sizes; i++)
    {
      guint32 size = GUINT32_TO_BE (sizes[i]);

      g_byte_array_append (bytes, (const guint8 *)&size, sizeof size);
    }
  return bytes;
}

void
train_write_digits (Cli *cli, const char *name, int count, guint64 seed)
{
  g_autofree char *images_name = g_strdup_printf ("digits/%s-images-idx3-ubyte", name);
  g_autofree char *labels_name = g_strdup_printf ("digits/%s-labels-idx1-ubyte", name);
  g_autoptr (GByteArray) images = begin_idx (3, (guint32[]){ count, SIDE, SIDE });
  g_autoptr (GByteArray) labels = begin_idx (1, (guint32[]){ count });
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)seed);

  for (int i = 0; i < count; i++)
    {
      guint8 image[SIDE * SIDE], label = i % 10;

      for (int k = 0; k < SIDE * SIDE; k++)
        image[k] = g_rand_int_range (random, 0, 60);
      for (int x = 4; x < 24; x++)
        for (int y = 3 + 2 * label; y < 6 + 2 * label; y++)
          image[y * SIDE + x] = g_rand_int_range (random, 180, 256);
      g_byte_array_append (images, image, sizeof image);
      g_byte_array_append (labels, &label, 1);
    }
  cli_write (cli, images_name, images->data, images->len);
  cli_write (cli, labels_name, labels->data, labels->len);
}

void
train_set_up (Cli *cli, gconstpointer data)
{
  g_autofree char *folder = NULL;

  cli_set_up (cli, data);
  folder = cli_path (cli, "digits");
  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  train_write_digits (cli, "train", 200, 1);
  train_write_digits (cli, "t10k", 60, 2);
}

void
train_assert_said (Cli *cli, const char *text)
{
  if (!strstr (cli->out, text))
    g_error ("“%s” is not in\n%s", text, cli->out);
}

void
train_assert_same (Cli *cli, const char *one, const char *other, gboolean same)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize n_a, n_b;

  cli_read (cli, one, &a, &n_a);
  cli_read (cli, other, &b, &n_b);
  g_assert_cmpint (n_a == n_b && memcmp (a, b, n_a) == 0, ==, same);
}
