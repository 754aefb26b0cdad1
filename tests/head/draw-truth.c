/* Draws what is where on heads by hand: the guess of head/head-guess.h, then polygons of a text
 * file for each photo. Writes paletted masks, and sheets that show masks over photos, to look at.
 *
 *   draw-truth PHOTOS LIST EDITS MASKS SHEETS [network]
 *
 * With “network” what the network says is begun with, not the guess.
 *
 * LIST names photos, one a line. A line of EDITS/NAME.txt is “TO x y x y …” or “FROM>TO x y …”:
 * the polygon becomes TO, or what is FROM in it, in 256ths of the photo's longer side from the
 * left top corner. Classes are b, s, h, l, w (brows) and e. */
#include "truth.h"

#include "face/finder.h"
#include "head/head-guess.h"
#include "head/head-mask.h"
#include "head/head-parser.h"
#include "head/head-view.h"
#include "image/photo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIDE VANITY_HEAD_MASK_SIDE
#define PANEL 384
#define COLUMNS 3
#define ROWS 2

static const char letters[] = "bshlwe";

static gboolean
is_inside (const double *xy, int n, double x, double y)
{
  gboolean inside = FALSE;

  for (int i = 0, j = n - 1; i < n; j = i++)
    if ((xy[2 * i + 1] > y) != (xy[2 * j + 1] > y)
        && x < (xy[2 * j] - xy[2 * i]) * (y - xy[2 * i + 1]) / (xy[2 * j + 1] - xy[2 * i + 1])
                   + xy[2 * i])
      inside = !inside;
  return inside;
}

static void
apply_line (const char *line, const char *name, guint8 *label)
{
  double xy[256];
  int n = 0, from = -1, to;
  const char *at = strchr (letters, line[0]);
  char *end;

  if (line[0] == '\0' || line[0] == '#')
    return;
  to = at ? (int)(at - letters) : -1;
  line++;
  if (*line == '>')
    {
      from = to;
      at = strchr (letters, line[1]);
      to = at ? (int)(at - letters) : -1;
      line += 2;
    }
  for (double v = g_ascii_strtod (line, &end); end != line && n < 256;
       v = g_ascii_strtod (line, &end))
    {
      xy[n++] = v;
      line = end;
    }
  if (to < 0 || n < 6 || n % 2)
    {
      fprintf (stderr, "%s: cannot read “%s”\n", name, line);
      return;
    }
  for (int i = 0; i < SIDE * SIDE; i++)
    if ((from < 0 || label[i] == from) && is_inside (xy, n / 2, i % SIDE + 0.5, i / SIDE + 0.5))
      label[i] = (guint8)to;
}

static gboolean
ask_network (const VanityImage *image, const VanityFace *face, double scale, guint8 *label,
             GError **error)
{
  g_autoptr (VanityHeadParser) parser = vanity_head_parser_new (error);
  g_autoptr (VanityHeadMap) map
      = parser ? vanity_head_parser_run (parser, image, face, NULL, error) : NULL;

  for (int i = 0; map && i < SIDE * SIDE; i++)
    {
      double x = (i % SIDE + 0.5) * scale, y = (i / SIDE + 0.5) * scale;

      label[i] = (guint8)vanity_head_map_find (map, x, y);
    }
  return map != NULL;
}

static gboolean
take_photo (const char *path, VanityFaceFinder *finder, VanitySegmenter *segmenter,
            gboolean network, guint8 *rgb, guint8 *label, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  VanityImage *image = photo ? vanity_photo_get_image (photo) : NULL;
  g_autoptr (GPtrArray) faces = image ? vanity_face_finder_find (finder, image, NULL, error) : NULL;
  g_autofree float *cells = g_new0 (float, VANITY_HEAD_VIEW_CHANNELS *SIDE *SIDE);
  g_autofree guint8 *person = g_malloc (SIDE * SIDE), *weight = g_malloc (SIDE * SIDE);
  VanityAffine grid = { { 0 } };

  if (!faces)
    return FALSE;
  grid.m[0] = grid.m[4] = (double)MAX (image->width, image->height) / SIDE;
  if (!vanity_head_view_sample (image, segmenter, &grid, SIDE, cells, NULL, error))
    return FALSE;
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      const float *cell = cells + i * VANITY_HEAD_VIEW_CHANNELS;

      for (int k = 0; k < 3; k++)
        rgb[3 * i + k] = (guint8)lroundf (255 * CLAMP (cell[k], 0.0f, 1.0f));
      person[i] = (guint8)lroundf (255 * cell[VANITY_HEAD_VIEW_PERSON]);
    }
  memset (label, 0, SIDE * SIDE);
  if (faces->len > 0)
    {
      VanityFace *face = faces->pdata[0];

      if (network)
        return ask_network (image, face, grid.m[0], label, error);
      vanity_face_scale (face, 1 / grid.m[0]);
      vanity_head_guess (rgb, person, face->points, SIDE, FALSE, label, weight);
    }
  return TRUE;
}

static void
draw_panel (VanityImage *sheet, int panel, const guint8 *rgb, const guint8 *label)
{
  int left = panel % COLUMNS * PANEL, top = panel / COLUMNS % ROWS * PANEL;

  for (int y = 0; y < PANEL; y++)
    for (int x = 0; x < PANEL; x++)
      {
        guint8 *to = vanity_image_row (sheet, top + y) + 4 * (left + x);
        int i = x * SIDE / PANEL, j = y * SIDE / PANEL, at = j * SIDE + i;
        gboolean edge = (i + 1 < SIDE && label[at + 1] != label[at])
                        || (j + 1 < SIDE && label[at + SIDE] != label[at]);
        gboolean line = (i % 32 == 0 && x % 3 == 0) || (j % 32 == 0 && y % 3 == 0);

        for (int k = 0; k < 3; k++)
          {
            int color = vanity_head_mask_palette[label[at]][k];
            int value = (3 * rgb[3 * at + k] + (label[at] ? color : rgb[3 * at + k])) / 4;

            to[k] = (guint8)(edge ? color : line ? value / 2 + 64 : value);
          }
        to[3] = 255;
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (VanitySegmenter) segmenter = NULL;
  g_autoptr (VanityImage) sheet = NULL;
  g_autofree guint8 *rgb = g_malloc (3 * SIDE * SIDE), *label = g_malloc (SIDE * SIDE);
  gboolean network = argc > 6 && strcmp (argv[6], "network") == 0;

  if (argc < 6)
    {
      fprintf (stderr, "Usage: draw-truth PHOTOS LIST EDITS MASKS SHEETS [network]\n");
      return 2;
    }
  finder = vanity_face_finder_new (&error);
  segmenter = finder ? vanity_segmenter_new (&error) : NULL;
  if (!segmenter || !g_file_get_contents (argv[2], &text, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  names = g_strsplit (text, "\n", -1);
  for (int n = 0, count = (int)g_strv_length (names); n < count && *names[n]; n++)
    {
      g_autofree char *photo = g_build_filename (argv[1], names[n], NULL);
      g_autofree char *edits = g_strdup_printf ("%s/%s.txt", argv[3], names[n]);
      g_autofree char *mask = g_strdup_printf ("%s/%s.png", argv[4], names[n]);
      g_autofree char *lines = NULL;

      if (!take_photo (photo, finder, segmenter, network, rgb, label, &error))
        {
          fprintf (stderr, "%s: %s\n", names[n], error->message);
          return 1;
        }
      if (g_file_get_contents (edits, &lines, NULL, NULL))
        {
          g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

          for (int i = 0; each[i]; i++)
            apply_line (each[i], names[n], label);
        }
      if (!truth_save (mask, label))
        return 1;
      if (!sheet)
        sheet = vanity_image_new (COLUMNS * PANEL, ROWS * PANEL, 8, vanity_color_space_get_srgb (),
                                  &error);
      if (!sheet)
        return 1;
      draw_panel (sheet, n, rgb, label);
      if (n % (ROWS * COLUMNS) == ROWS * COLUMNS - 1 || n + 1 == count || !*names[n + 1])
        {
          g_autofree char *path
              = g_strdup_printf ("%s/sheet-%02d.png", argv[5], n / (ROWS * COLUMNS));
          g_autoptr (GFile) file = g_file_new_for_path (path);
          g_autoptr (VanityPhoto) whole = vanity_photo_new_from_image (sheet, "sheet");

          if (!vanity_photo_save (whole, sheet, file, NULL, NULL, &error))
            return 1;
        }
    }
  return 0;
}
