#include "support.h"

#include "face/mesh.h"

#include <json-glib/json-glib.h>
#include <math.h>

char *
support_find_shared (const char *folder)
{
  const char *set = g_getenv ("VANITY_SHARED");
  g_autofree char *path = g_build_filename (set != NULL ? set : "", folder, NULL);

  if (set == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("skipped: the shared photos are not here");
      return NULL;
    }
  return g_steal_pointer (&path);
}

VanityFaceFinder *
support_new_finder (void)
{
  g_autoptr (GError) error = NULL;
  VanityFaceFinder *finder = vanity_face_finder_new (&error);

  if (finder == NULL)
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("skipped: the networks are not installed");
    }
  return finder;
}

gboolean
support_has_mesh (void)
{
  g_autoptr (GError) error = NULL;
  int n;

  if (vanity_mesh_get_triangles (&n, NULL, &error) != NULL)
    return TRUE;
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
  g_test_skip ("skipped: the face mesh is not installed");
  return FALSE;
}

VanityImage *
support_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);

  g_assert_no_error (error);
  return vanity_image_ref (vanity_photo_get_image (photo));
}

VanityImage *
support_load_view (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);

  g_assert_no_error (error);
  VanityImage *view = vanity_photo_new_view (photo, NULL, &error);
  g_assert_no_error (error);
  return view;
}

VanityImage *
support_new_image (int width, int height, guint8 red, guint8 green, guint8 blue)
{
  g_autoptr (GError) error = NULL;
  VanityImage *image = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), &error);

  g_assert_no_error (error);
  image->has_alpha = FALSE;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;
        pixel[0] = red;
        pixel[1] = green;
        pixel[2] = blue;
        pixel[3] = 255;
      }
  return image;
}

void
support_paste (VanityImage *to, const VanityImage *from, int left, int top, double scale,
               int quarters)
{
  int width = from->width * scale, height = from->height * scale;
  int samples = MAX (1, (int)ceil (1 / scale));

  g_assert_true (to->depth == 8 && from->depth == 8);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double sum[3] = { 0 };
        for (int b = 0; b < samples; b++)
          for (int a = 0; a < samples; a++)
            {
              int column = MIN ((x + (a + 0.5) / samples) / scale, from->width - 1);
              int row = MIN ((y + (b + 0.5) / samples) / scale, from->height - 1);
              for (int c = 0; c < 3; c++)
                sum[c] += vanity_image_row (from, row)[4 * column + c];
            }
        int u = x, v = y, w = width, h = height;
        for (int q = 0; q < quarters; q++)
          {
            int turned = h - 1 - v, other = u;
            u = turned, v = other;
            int swap = w;
            w = h, h = swap;
          }
        u += left, v += top;
        if (u < 0 || v < 0 || u >= to->width || v >= to->height)
          continue;
        for (int c = 0; c < 3; c++)
          vanity_image_row (to, v)[4 * u + c] = sum[c] / (samples * samples) + 0.5;
      }
}

SupportOracle *
support_oracle_load (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  SupportOracle *oracle = g_new0 (SupportOracle, 1);

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *faces = json_object_get_array_member (root, "faces");
  oracle->photo = g_strdup (json_object_get_string_member (root, "photo"));
  oracle->n_faces = json_array_get_length (faces);
  oracle->faces = g_malloc0 (oracle->n_faces * sizeof *oracle->faces);
  for (int f = 0; f < oracle->n_faces; f++)
    {
      JsonArray *points = json_array_get_array_element (faces, f);
      g_assert_cmpint (json_array_get_length (points), ==, VANITY_FACE_POINTS);
      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        {
          JsonArray *xyz = json_array_get_array_element (points, i);
          oracle->faces[f][i] = (VanityPoint){ json_array_get_double_element (xyz, 0),
                                               json_array_get_double_element (xyz, 1),
                                               json_array_get_double_element (xyz, 2) };
        }
    }
  return oracle;
}

void
support_oracle_free (SupportOracle *oracle)
{
  g_free (oracle->photo);
  g_free (oracle->faces);
  g_free (oracle);
}

double
support_point_error (const VanityPoint *points, const VanityPoint *truth)
{
  double width = hypot (truth[454].x - truth[234].x, truth[454].y - truth[234].y), sum = 0;

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    sum += hypot (points[i].x - truth[i].x, points[i].y - truth[i].y);
  return sum / VANITY_FACE_POINTS / width;
}
