/* Draws what the finder sees on a photo, to look at: draw PHOTO OUT.png [SIDE]. Not installed. */
#include "face/finder.h"
#include "face/mesh.h"
#include "support.h"

#include <math.h>
#include <stdlib.h>

static void
dot (VanityImage *image, double x, double y, const guint8 colour[3])
{
  int column = floor (x), row = floor (y);

  for (int dy = 0; dy < 2; dy++)
    for (int dx = 0; dx < 2; dx++)
      if (column + dx >= 0 && row + dy >= 0 && column + dx < image->width
          && row + dy < image->height)
        for (int c = 0; c < 3; c++)
          vanity_image_row (image, row + dy)[4 * (column + dx) + c] = colour[c];
}

static void
line (VanityImage *image, VanityPoint a, VanityPoint b, const guint8 colour[3])
{
  int steps = 1 + hypot (b.x - a.x, b.y - a.y);

  for (int i = 0; i <= steps; i++)
    dot (image, a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps, colour);
}

int
main (int argc, char **argv)
{
  static const guint8 red[3] = { 255, 40, 40 }, green[3] = { 40, 255, 80 };
  g_autoptr (GError) error = NULL;

  if (argc < 3)
    {
      g_printerr ("usage: draw PHOTO OUT.png [SIDE]\n");
      return 2;
    }
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (&error);
  if (finder == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_autoptr (VanityImage) image = support_load (argv[1]);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, &error);
  g_print ("%s: %u face(s) in %.1f ms\n", argv[1], faces->len,
           (g_get_monotonic_time () - start) / 1000.0);

  double scale;
  g_autoptr (VanityImage) preview
      = vanity_image_new_preview (image, argc > 3 ? atoi (argv[3]) : 900, &scale, &error);
  for (guint f = 0; f < faces->len; f++)
    {
      VanityFace *face = g_ptr_array_index (faces, f);
      g_print ("  width %.0f, score %.2f, presence %.3f, yaw %.0f, pitch %.0f, roll %.0f, L* %.0f, "
               "sharpness %.2f, %s\n",
               vanity_face_get_width (face), face->score, face->presence, face->pose.yaw,
               face->pose.pitch, face->pose.roll, face->quality.brightness, face->quality.sharpness,
               vanity_quality_get_word (face->quality.flags));
      vanity_face_scale (face, scale);
      for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
        dot (preview, face->points[i].x, face->points[i].y, green);
      for (int c = 0; c < VANITY_N_CONTOURS; c++)
        {
          const VanityContour *contour = vanity_mesh_get_contour (c);
          for (int i = 0; i < contour->n - !contour->closed; i++)
            line (preview, face->points[contour->index[i]],
                  face->points[contour->index[(i + 1) % contour->n]], red);
        }
    }

  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (preview, "drawing");
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  if (!vanity_photo_save (photo, preview, file, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
