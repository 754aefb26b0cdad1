#include "model/flatbuffer.h"

#include <string.h>

/* One table with an int32, an int8, a string, a list and a child that has nothing. */
static const guint8 sample[] = {
  20,   0,    0,    0,                                            /* 0: the root is at 20 */
  14,   0,    24,   0,    4,   0,   8,    0, 12, 0, 16, 0, 20, 0, /* 4: its fields */
  0,    0,                                                        /* 18 */
  16,   0,    0,    0,                                     /* 20: the fields are 16 bytes before */
  0xfe, 0xff, 0xff, 0xff,                                  /* 24: field 0: −2 */
  7,    0,    0,    0,                                     /* 28: field 1: 7 */
  12,   0,    0,    0,                                     /* 32: field 2: at 44 */
  16,   0,    0,    0,                                     /* 36: field 3: at 52 */
  28,   0,    0,    0,                                     /* 40: field 4: at 68 */
  3,    0,    0,    0,    'a', 'b', 0xff, 0,               /* 44: a string that is not UTF-8 */
  2,    0,    0,    0,    5,   0,   0,    0, 6,  0, 0,  0, /* 52: a list */
  4,    0,    4,    0,                                     /* 64: no fields */
  4,    0,    0,    0,                                     /* 68: the child */
};

static void
test_read (void)
{
  VanityFlatbuffer buffer;
  vanity_flatbuffer_init (&buffer, sample, sizeof sample);
  VanityFlatTable root = vanity_flatbuffer_get_root (&buffer);

  g_assert_cmpint (vanity_flat_table_get_int32 (&root, 0, 1), ==, -2);
  g_assert_cmpint (vanity_flat_table_get_int8 (&root, 1, 1), ==, 7);
  g_autofree char *string = vanity_flat_table_dup_string (&root, 2, 100);
  g_assert_cmpstr (string, ==, "ab\357\277\275");
  g_autofree char *cut = vanity_flat_table_dup_string (&root, 2, 1);
  g_assert_cmpstr (cut, ==, "a");
  VanityFlatVector list = vanity_flat_table_get_vector (&root, 3, 4);
  g_assert_cmpuint (list.length, ==, 2);
  g_assert_cmpint (vanity_flat_vector_get_int32 (&list, 1), ==, 6);
  VanityFlatTable child = vanity_flat_table_get_table (&root, 4);
  g_assert_cmpuint (child.start, ==, 68);

  /* What is left out is the default, in a table and in one that is not there. */
  g_assert_false (vanity_flat_table_has (&root, 5));
  g_assert_cmpint (vanity_flat_table_get_int32 (&root, 5, 9), ==, 9);
  g_assert_cmpint (vanity_flat_table_get_int32 (&child, 0, 9), ==, 9);
  VanityFlatTable absent = vanity_flat_table_get_table (&child, 0);
  g_assert_cmpfloat (vanity_flat_table_get_float (&absent, 0, 0.5f), ==, 0.5f);
  g_assert_true (vanity_flatbuffer_check (&buffer, NULL));
}

static void
read_anything (const guint8 *data, gsize size)
{
  VanityFlatbuffer buffer;
  vanity_flatbuffer_init (&buffer, data, size);
  VanityFlatTable root = vanity_flatbuffer_get_root (&buffer);

  for (int field = 0; field < 6; field++)
    {
      vanity_flat_table_get_int8 (&root, field, 0);
      vanity_flat_table_get_int32 (&root, field, 0);
      g_free (vanity_flat_table_dup_string (&root, field, 100));
      VanityFlatVector list = vanity_flat_table_get_vector (&root, field, 4);
      for (gsize i = 0; i < list.length; i++)
        {
          vanity_flat_vector_get_int32 (&list, i);
          vanity_flat_vector_get_table (&list, i);
        }
      VanityFlatTable child = vanity_flat_table_get_table (&root, field);
      vanity_flat_table_get_int32 (&child, 0, 0);
      buffer.broken = NULL;
    }
}

static void
test_damaged (void)
{
  for (gsize cut = 0; cut < sizeof sample; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (sample, cut);
      read_anything (copy, cut);
    }
  g_autofree guint8 *copy = g_memdup2 (sample, sizeof sample);
  for (gsize i = 0; i < sizeof sample; i++)
    for (int value = 0; value < 256; value++)
      {
        copy[i] = (guint8)value;
        read_anything (copy, sizeof sample);
        copy[i] = sample[i];
      }
}

static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  VanityFlatbuffer buffer;

  vanity_flatbuffer_init (&buffer, sample, 60);
  VanityFlatTable root = vanity_flatbuffer_get_root (&buffer);
  g_assert_true (vanity_flatbuffer_check (&buffer, NULL));
  vanity_flat_table_get_vector (&root, 3, 4);
  g_assert_false (vanity_flatbuffer_check (&buffer, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "at byte 56 of 60, a list runs past the end"));
  /* Broken once, everything reads as empty. */
  g_assert_cmpint (vanity_flat_table_get_int32 (&root, 0, 1), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/flatbuffer/read", test_read);
  g_test_add_func ("/model/flatbuffer/damaged", test_damaged);
  g_test_add_func ("/model/flatbuffer/message", test_message);
  return g_test_run ();
}
