/* Bytes as a NumPy file. */
#include "npy.h"
#include "target.h"

#define MAX_SIZE (1 << 16)

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > MAX_SIZE)
    return 0;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityNpy) npy = vanity_npy_load_bytes (bytes, "fuzz", &error);

  g_assert_true ((npy == NULL) == (error != NULL));
  g_assert_true (npy == NULL || vanity_shape_get_elements (&npy->shape) >= 0);
  return 0;
}
