#include "model/flexbuffer.h"

#include "tflite-writer.h"

#include <string.h>

/* { "a": 5, "b": [1, −2, 300], "c": 0.5 } as the documentation lays it out, in the widths that the
 * reference writer would choose: a typed vector of 16-bit integers, a 32-bit number behind an
 * offset. */
static const guint8 narrow[] = {
  'a',    0,           'b',        0,    'c',  0,    /* 0: keys */
  3,      0,                                         /* 6: length of the vector */
  1,      0,           0xfe,       0xff, 0x2c, 0x01, /* 8: its elements */
  0,      0,                                         /* 14: to a multiple of four */
  0,      0,           0,          0x3f,             /* 16: 0.5 */
  3,      21,          20,         19, /* 20: offsets of the keys, with their length */
  3,      1,           3,              /* 24: the keys, their width, the map's length */
  5,      20,          13,             /* 27: values */
  1 << 2, 11 << 2 | 1, 8 << 2 | 2,     /* 30: their types */
  6,      9 << 2,      1,              /* 33: the root */
};

static void
check (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  VanityFlexMap map;
  gint64 integer;
  double number;
  int n;

  g_assert_true (vanity_flex_map_init (&map, data, size, &error));
  g_assert_true (vanity_flex_map_get_int (&map, "a", &integer, &error));
  g_assert_cmpint (integer, ==, 5);
  g_autofree gint64 *list = vanity_flex_map_get_ints (&map, "b", &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 3);
  g_assert_cmpint (list[0], ==, 1);
  g_assert_cmpint (list[1], ==, -2);
  g_assert_cmpint (list[2], ==, 300);
  g_assert_true (vanity_flex_map_get_float (&map, "c", &number, &error));
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_true (vanity_flex_map_get_float (&map, "a", &number, &error));
  g_assert_cmpfloat (number, ==, 5);

  g_assert_false (vanity_flex_map_get_int (&map, "c", &integer, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (vanity_flex_map_get_ints (&map, "a", &n, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (vanity_flex_map_get_int (&map, "d", &integer, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "“d”"));
}

static GBytes *
write_wide (void)
{
  return flexbuffer_write (
      (const FlexField[]){ { "a", 5 },
                           { "b", .list = (const gint32[]){ 1, -2, 300 }, .n_list = 3 },
                           { "c", .is_float = TRUE, .number = 0.5f },
                           { NULL } });
}

static void
test_read (void)
{
  g_autoptr (GBytes) wide = write_wide ();
  gsize size;
  const guint8 *data = g_bytes_get_data (wide, &size);

  check (narrow, sizeof narrow);
  check (data, size);
}

/* Reads all there is; whatever comes out, it must come from inside the bytes. */
static void
read_anything (const guint8 *data, gsize size)
{
  static const char *const keys[] = { "a", "b", "c" };
  VanityFlexMap map;
  gint64 integer;
  double number;
  int n;

  if (!vanity_flex_map_init (&map, data, size, NULL))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      vanity_flex_map_get_int (&map, keys[i], &integer, NULL);
      vanity_flex_map_get_float (&map, keys[i], &number, NULL);
      g_free (vanity_flex_map_get_ints (&map, keys[i], &n, NULL));
    }
}

/* Every cut and every value of every byte, in memory of exactly that size so that a sanitizer sees
 * any step outside. */
static void
damage (const guint8 *data, gsize size)
{
  for (gsize cut = 0; cut <= size; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut);
      read_anything (copy, cut);
    }
  g_autofree guint8 *copy = g_memdup2 (data, size);
  for (gsize i = 0; i < size; i++)
    for (int value = 0; value < 256; value++)
      {
        guint8 saved = copy[i];
        copy[i] = (guint8)value;
        read_anything (copy, size);
        copy[i] = saved;
      }
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) wide = write_wide ();
  gsize size;
  const guint8 *data = g_bytes_get_data (wide, &size);
  g_autoptr (GError) error = NULL;
  VanityFlexMap map;

  damage (narrow, sizeof narrow);
  damage (data, size);
  g_assert_false (vanity_flex_map_init (&map, NULL, 0, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/flexbuffer/read", test_read);
  g_test_add_func ("/model/flexbuffer/damaged", test_damaged);
  return g_test_run ();
}
