#include "face/canonical.h"

#include "base/error.h"
#include "face/mesh.h"
#include "model/model.h"
#include "support.h"

#include <math.h>
#include <string.h>

static GBytes *
read_installed (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = vanity_model_find ("geometry_pipeline_metadata_landmarks.binarypb", &error);
  char *data;
  gsize size;

  if (path == NULL)
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("skipped: the face mesh is not installed");
      return NULL;
    }
  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
test_parse (void)
{
  g_autoptr (GBytes) bytes = read_installed ();
  g_autoptr (GError) error = NULL;
  VanityCanonicalMesh mesh;
  double total = 0;

  if (bytes == NULL)
    return;
  g_assert_true (vanity_canonical_mesh_parse (&mesh, bytes, "mesh", &error));
  g_assert_no_error (error);

  /* A head of ordinary size that looks out of the picture, symmetric. */
  g_assert_cmpfloat (mesh.vertex[454][0] - mesh.vertex[234][0], >, 12);
  g_assert_cmpfloat (mesh.vertex[454][0] - mesh.vertex[234][0], <, 18);
  g_assert_cmpfloat_with_epsilon (mesh.vertex[454][0], -mesh.vertex[234][0], 1e-3);
  g_assert_cmpfloat (mesh.vertex[1][2], >, mesh.vertex[234][2] + 5);
  g_assert_cmpfloat (mesh.vertex[10][1], >, mesh.vertex[152][1] + 10);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    total += mesh.weight[i];
  g_assert_cmpfloat (total, >, 0.5);

  /* One disc: V − E + F = 1, and every triangle goes round the same way. */
  g_autoptr (GHashTable) edges = g_hash_table_new (NULL, NULL);
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    for (int k = 0; k < 3; k++)
      {
        int a = mesh.triangle[t][k], b = mesh.triangle[t][(k + 1) % 3];
        /* A directed edge comes once. */
        g_assert_true (g_hash_table_add (edges, GINT_TO_POINTER (1 + a * 1000 + b)));
      }
  int undirected = 0;
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, edges);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int a = (GPOINTER_TO_INT (key) - 1) / 1000, b = (GPOINTER_TO_INT (key) - 1) % 1000;
      if (a < b || !g_hash_table_contains (edges, GINT_TO_POINTER (1 + b * 1000 + a)))
        undirected++;
    }
  g_assert_cmpint (VANITY_FACE_MESH_POINTS - undirected + VANITY_MESH_TRIANGLES, ==, 1);
}

/* Whatever is done to the bytes: an answer or an error, no crash. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = read_installed ();
  VanityCanonicalMesh mesh;

  if (bytes == NULL)
    return;
  gsize size = g_bytes_get_size (bytes);
  for (gsize cut = 0; cut < size; cut += 1 + cut / 64)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, cut);
      g_autoptr (GError) error = NULL;
      g_assert_false (vanity_canonical_mesh_parse (&mesh, part, "mesh", &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
    }

  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (int i = 0; i < 500; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      for (int k = 0; k < 4; k++)
        copy[g_rand_int_range (random, 0, i < 250 ? 64 : size)]
            ^= 1 << g_rand_int_range (random, 0, 8);
      g_autoptr (GBytes) damaged = g_bytes_new_static (copy, size);
      g_autoptr (GError) error = NULL;
      if (!vanity_canonical_mesh_parse (&mesh, damaged, "mesh", &error))
        {
          g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
          continue;
        }
      for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
        for (int k = 0; k < 3; k++)
          g_assert_cmpint (mesh.triangle[t][k], <, VANITY_FACE_MESH_POINTS);
    }
}

static void
test_contours (void)
{
  int n;
  g_autoptr (GError) error = NULL;
  const float *vertex = NULL;

  for (int c = 0; c < VANITY_N_CONTOURS; c++)
    {
      const VanityContour *contour = vanity_mesh_get_contour (c);
      g_assert_cmpint (contour->n, >=, 4);
      for (int i = 0; i < contour->n; i++)
        {
          g_assert_cmpint (contour->index[i], <, VANITY_FACE_POINTS);
          for (int k = 0; k < i; k++)
            g_assert_cmpint (contour->index[i], !=, contour->index[k]);
        }
    }

  if (!support_has_mesh ())
    return;
  g_assert_nonnull (vanity_mesh_get_triangles (&n, &vertex, &error));
  g_assert_cmpint (n, ==, 898);
  /* The person's right is at negative x; each left contour mirrors its right one. */
  static const VanityContourId pairs[][2] = {
    { VANITY_CONTOUR_EYE_RIGHT, VANITY_CONTOUR_EYE_LEFT },
    { VANITY_CONTOUR_LID_RIGHT, VANITY_CONTOUR_LID_LEFT },
    { VANITY_CONTOUR_LOWER_RIGHT, VANITY_CONTOUR_LOWER_LEFT },
    { VANITY_CONTOUR_BROW_RIGHT, VANITY_CONTOUR_BROW_LEFT },
  };
  for (gsize p = 0; p < G_N_ELEMENTS (pairs); p++)
    {
      const VanityContour *right = vanity_mesh_get_contour (pairs[p][0]);
      const VanityContour *left = vanity_mesh_get_contour (pairs[p][1]);
      g_assert_cmpint (right->n, ==, left->n);
      for (int i = 0; i < right->n; i++)
        {
          const float *a = vertex + 3 * right->index[i], *b = vertex + 3 * left->index[i];
          g_assert_cmpfloat (a[0], <, 0);
          g_assert_cmpfloat_with_epsilon (a[0], -b[0], 0.02);
          g_assert_cmpfloat_with_epsilon (a[1], b[1], 0.02);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canonical/parse", test_parse);
  g_test_add_func ("/canonical/damaged", test_damaged);
  g_test_add_func ("/canonical/contours", test_contours);
  return g_test_run ();
}
