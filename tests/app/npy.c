#include "npy.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A file of version 1.0 with that header and those elements. */
static GBytes *
write_npy (const char *header, gconstpointer elements, gsize size)
{
  GByteArray *out = g_byte_array_new ();
  gsize length = strlen (header);
  guint8 prefix[] = { 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, length & 0xff, length >> 8 };

  g_byte_array_append (out, prefix, sizeof prefix);
  g_byte_array_append (out, (const guint8 *)header, length);
  g_byte_array_append (out, elements, size);
  return g_byte_array_free_to_bytes (out);
}

static void
check (const char *header, gconstpointer elements, gsize size, const VanityShape *shape,
       const float *expected)
{
  g_autoptr (GBytes) bytes = write_npy (header, elements, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityNpy) npy = vanity_npy_load_bytes (bytes, "test.npy", &error);

  g_assert_no_error (error);
  g_assert_true (vanity_shape_equal (&npy->shape, shape));
  for (gint64 i = 0; i < vanity_shape_get_elements (shape); i++)
    g_assert_cmpfloat (npy->values[i], ==, expected[i]);
}

static void
test_types (void)
{
  const float expected[] = { 1, 2, 250 };
  const VanityShape three = VANITY_SHAPE (3);
  static const guint8 f4[] = { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x7a, 0x43 };
  static const guint8 f4_big[] = { 0x3f, 0x80, 0, 0, 0x40, 0, 0, 0, 0x43, 0x7a, 0, 0 };
  static const guint8 f8[] = { 0, 0, 0, 0,    0, 0, 0xf0, 0x3f, 0, 0,    0,    0,
                               0, 0, 0, 0x40, 0, 0, 0,    0,    0, 0x40, 0x6f, 0x40 };
  static const guint8 i4[] = { 1, 0, 0, 0, 2, 0, 0, 0, 250, 0, 0, 0 };
  static const guint8 i8[]
      = { 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 250, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 u1[] = { 1, 2, 250 };

  check ("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }   \n", f4, sizeof f4, &three,
         expected);
  check ("{'descr': '>f4', 'fortran_order': False, 'shape': (3,), }\n", f4_big, sizeof f4_big,
         &three, expected);
  check ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }\n", f8, sizeof f8, &three,
         expected);
  check ("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }\n", i4, sizeof i4, &three,
         expected);
  check ("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }\n", i8, sizeof i8, &three,
         expected);
  /* Other orders and blanks, which a reader is told to take. */
  check ("{\"shape\":( 3 , ),\"fortran_order\":False,\"descr\":\"|u1\"}", u1, sizeof u1, &three,
         expected);
  /* Negative integers keep their sign. */
  check ("{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }\n",
         (const guint8[]){ 0xfe, 0xff, 0xff, 0xff }, 4, &VANITY_SHAPE (1), (const float[]){ -2 });
}

static void
test_shapes (void)
{
  static const guint8 elements[] = { 0, 1, 2, 3, 4, 5 };
  const VanityShape scalar = { 0 };

  check ("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n", elements, 6,
         &VANITY_SHAPE (2, 3), (const float[]){ 0, 1, 2, 3, 4, 5 });
  check ("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", elements, 6,
         &VANITY_SHAPE (2, 3), (const float[]){ 0, 2, 4, 1, 3, 5 });
  check ("{'descr': '|u1', 'fortran_order': False, 'shape': (), }\n", elements + 5, 1, &scalar,
         (const float[]){ 5 });
  check ("{'descr': '|u1', 'fortran_order': True, 'shape': (0, 3), }\n", elements, 0,
         &VANITY_SHAPE (0, 3), NULL);
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (vanity_npy_load_bytes (bytes, "test.npy", &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "test.npy: "));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *header;
    int code;
  } cases[] = {
    { "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", VANITY_ERROR_UNSUPPORTED },
    { "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", VANITY_ERROR_UNSUPPORTED },
    { "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (1", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4, 'fortran_order': False, 'shape': (1,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1), }",
      VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      VANITY_ERROR_FORMAT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000, 500000000), }",
      VANITY_ERROR_LIMIT },
    { "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }", VANITY_ERROR_LIMIT },
    { "", VANITY_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = write_npy (cases[i].header, "\0\0\0\0", 4);
      assert_refused (bytes, cases[i].code);
    }

  g_autoptr (GBytes) other = g_bytes_new_static ("\x89PNG\r\n\x1a\n\0\0\0\0", 12);
  assert_refused (other, VANITY_ERROR_FORMAT);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  assert_refused (empty, VANITY_ERROR_FORMAT);
  g_autoptr (GBytes) future = g_bytes_new_static ("\x93NUMPY\x09\0\0\0", 10);
  assert_refused (future, VANITY_ERROR_UNSUPPORTED);
  /* A header of gigabytes. */
  g_autoptr (GBytes) long_header = g_bytes_new_static ("\x93NUMPY\x02\0\xff\xff\xff\x7f", 12);
  assert_refused (long_header, VANITY_ERROR_LIMIT);
}

/* Every cut, and every value of every byte of the header, in memory of exactly that size. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = write_npy (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n", "\0\0\0\0\0\0\0\0", 8);
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (contents, cut);
      assert_refused (part, VANITY_ERROR_FORMAT);
    }
  g_autofree guint8 *copy = g_memdup2 (contents, size);
  for (gsize i = 0; i < size; i++)
    for (int value = 0; value < 256; value++)
      {
        copy[i] = (guint8)value;
        g_autoptr (GBytes) altered = g_bytes_new (copy, size);
        g_autoptr (GError) error = NULL;
        g_autoptr (VanityNpy) npy = vanity_npy_load_bytes (altered, "test.npy", &error);
        g_assert_true ((npy == NULL) == (error != NULL));
        g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
        copy[i] = contents[i];
      }
}

static void
test_round_trip (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-npy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "0.npy", NULL);
  const VanityShape shapes[] = { { 0 }, VANITY_SHAPE (6), VANITY_SHAPE (1, 2, 3) };
  const float values[] = { 0.1f, -0.0f, INFINITY, 1e-40f, 3e38f, -7 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_assert_true (vanity_npy_save (path, &shapes[i], values, &error));
      g_assert_no_error (error);
      g_autoptr (VanityNpy) npy = vanity_npy_load (path, &error);
      g_assert_no_error (error);
      g_assert_true (vanity_shape_equal (&npy->shape, &shapes[i]));
      g_assert_cmpmem (npy->values, vanity_shape_get_elements (&npy->shape) * sizeof (float),
                       values, vanity_shape_get_elements (&shapes[i]) * sizeof (float));

      g_autofree char *contents = NULL;
      gsize size;
      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      g_assert_cmpuint ((size - vanity_shape_get_elements (&shapes[i]) * 4) % 64, ==, 0);
    }
  g_remove (path);

  g_assert_null (vanity_npy_load (path, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_clear_error (&error);
  g_assert_null (vanity_npy_load (folder, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_clear_error (&error);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "0.npy", NULL);
  g_assert_false (vanity_npy_save (nowhere, &shapes[0], values, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/npy/types", test_types);
  g_test_add_func ("/app/npy/shapes", test_shapes);
  g_test_add_func ("/app/npy/refused", test_refused);
  g_test_add_func ("/app/npy/damaged", test_damaged);
  g_test_add_func ("/app/npy/round-trip", test_round_trip);
  return g_test_run ();
}
