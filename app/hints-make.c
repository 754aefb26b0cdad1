#include "app/hints-make.h"

#include "base/error.h"
#include "face/segment.h"
#include "head/head-map.h"

#include <glib/gi18n.h>
#include <math.h>

/* Of what is more likely hair than not, how sure the network is to be on average; how much there
 * may be at most, against that, of which it is in doubt; and how much of it there is to be against
 * the face's box. Of 66 heads checked by hand these leave out those where most is taken for hair
 * that is none. */
#define SURE 0.865
#define DOUBT 1.25
#define LEAST_HAIR 0.06
/* What colour hair has is asked where the network has no doubt. */
#define CLEARLY 0.9f
/* Of the face's points, how likely a person on average. */
#define UNDERSTOOD 0.8
/* Where the map ends inside the photo, hair may go on: colour fades towards that edge, as part of
 * the map's side. */
#define FADE 0.12

/* Where the person is; NULL where nobody knows. */
static VanityPersonMap *
map_person (const VanityImage *image, const VanityFace *face, const VanityRect *region,
            GCancellable *cancellable)
{
  g_autoptr (VanitySegmenter) segmenter = vanity_segmenter_new (NULL);
  g_autoptr (VanityPersonMap) map
      = segmenter != NULL ? vanity_segmenter_run (segmenter, image, region, cancellable, NULL)
                          : NULL;
  double sum = 0;

  for (int i = 0; map != NULL && i < VANITY_FACE_MESH_POINTS; i++)
    sum += (double)vanity_person_map_get (map, (double)face->points[i].x,
                                          (double)face->points[i].y);
  /* A network that takes a face for no person has not understood the picture. */
  return sum > UNDERSTOOD * VANITY_FACE_MESH_POINTS ? g_steal_pointer (&map) : NULL;
}

static VanityHeadMap *
map_head (const VanityImage *image, const VanityFace *face, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (VanityHeadParser) parser = vanity_head_parser_new (error);

  return parser != NULL ? vanity_head_parser_run (parser, image, face, cancellable, error) : NULL;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float one = *(const float *)a, other = *(const float *)b;

  return one < other ? -1 : one > other;
}

static float
get_median (GArray *values)
{
  g_array_sort (values, compare_floats);
  return values->len > 0 ? g_array_index (values, float, values->len / 2) : 0;
}

static VanityLab
measure_color (const VanityImage *image, const VanityMask *hair)
{
  GArray *values[3];
  VanityLab color;

  for (int k = 0; k < 3; k++)
    values[k] = g_array_new (FALSE, FALSE, sizeof (float));
  for (int i = 0; i < hair->width * hair->height; i++)
    {
      int x = hair->rect.x + i % hair->width * hair->step + hair->step / 2;
      int y = hair->rect.y + i / hair->width * hair->step + hair->step / 2;
      float rgb[3];
      VanityLab lab;

      if (hair->data[i] < CLEARLY || x >= image->width || y >= image->height)
        continue;
      vanity_color_space_decode (image->space, image->depth,
                                 vanity_image_row (image, y) + (gsize)x * 4 * (image->depth / 8),
                                 &rgb[0], &rgb[1], &rgb[2], 1);
      lab = vanity_lab_from_linear ((VanityRgb){ rgb[0], rgb[1], rgb[2] });
      g_array_append_val (values[0], lab.L);
      g_array_append_val (values[1], lab.a);
      g_array_append_val (values[2], lab.b);
    }
  color = (VanityLab){ get_median (values[0]), get_median (values[1]), get_median (values[2]) };
  for (int k = 0; k < 3; k++)
    g_array_unref (values[k]);
  return color;
}

/* From 1 inside to 0 at an edge of the map that lies inside the photo. */
static float
get_fade (const VanityRect *region, const VanityImage *image, double x, double y)
{
  double left = region->x > 0 ? x - region->x : G_MAXDOUBLE;
  double top = region->y > 0 ? y - region->y : G_MAXDOUBLE;
  double right
      = region->x + region->width < image->width ? region->x + region->width - x : G_MAXDOUBLE;
  double bottom
      = region->y + region->height < image->height ? region->y + region->height - y : G_MAXDOUBLE;
  double t = CLAMP (MIN (MIN (left, right), MIN (top, bottom)) / (FADE * region->width), 0, 1);

  return (float)(t * t * (3 - 2 * t));
}

/* The person's probability on the hair's grid. */
static VanityMask *
lay_person (const VanityMask *hair, const VanityPersonMap *map)
{
  VanityMask *person = map != NULL ? vanity_mask_new (&hair->rect, NULL, hair->step) : NULL;

  for (int i = 0; person != NULL && i < person->width * person->height; i++)
    person->data[i]
        = vanity_person_map_get (map, person->rect.x + (i % person->width + 0.5) * person->step,
                                 person->rect.y + (i / person->width + 0.5) * person->step);
  return person;
}

/* Whether the network is sure of what is more likely hair than not, and how many pixels that has.
 */
static gboolean
is_sure (const VanityMask *hair, double *size)
{
  double sum = 0, n = 0, doubt = 0;

  for (int i = 0; i < hair->width * hair->height; i++)
    {
      doubt += hair->data[i] > 1 - CLEARLY && hair->data[i] < CLEARLY;
      if (hair->data[i] > 0.5f)
        {
          sum += (double)hair->data[i];
          n++;
        }
    }
  *size = n * hair->step * hair->step;
  return sum >= SURE * n && doubt <= DOUBT * n;
}

static void
find_hair (VanityHints *hints, const VanityImage *image, const VanityFace *face,
           const VanityHeadMap *map, GCancellable *cancellable)
{
  VanityRect photo = { 0, 0, image->width, image->height };
  int step = MAX (1, map->region.width / map->side);
  g_autoptr (VanityMask) hair = NULL;
  g_autoptr (VanityMask) person = NULL;
  g_autoptr (VanityPersonMap) person_map = NULL;
  gboolean sure;
  double size = 0;
  VanityLab color = { 0, 0, 0 };

  hair = vanity_mask_new (&map->region, &photo, step);
  if (hair == NULL)
    return;
  person_map = map_person (image, face, &map->region, cancellable);
  person = lay_person (hair, person_map);
  for (int i = 0; i < hair->width * hair->height; i++)
    {
      hair->data[i] = vanity_head_map_get (map, VANITY_HEAD_HAIR,
                                           hair->rect.x + (i % hair->width + 0.5) * step,
                                           hair->rect.y + (i / hair->width + 0.5) * step);
      /* What is dark behind dark hair is no person. */
      if (person != NULL)
        hair->data[i] *= CLAMP (3 * person->data[i], 0.0f, 1.0f);
    }
  sure = is_sure (hair, &size);
  if (size < LEAST_HAIR * (double)(face->box[2] * face->box[3]))
    vanity_hints_set_hair (hints, NULL, color,
                           _ ("Too little hair is seen in this photo to colour it."));
  else if (!sure)
    vanity_hints_set_hair (hints, NULL, color,
                           _ ("It is not sure where the hair is in this photo: its colour stays "
                              "as it is."));
  else
    {
      color = measure_color (image, hair);
      for (int i = 0; i < hair->width * hair->height; i++)
        hair->data[i]
            *= get_fade (&map->region, image, hair->rect.x + (i % hair->width + 0.5) * step,
                         hair->rect.y + (i / hair->width + 0.5) * step);
      vanity_hints_set_hair (hints, g_steal_pointer (&hair), color, NULL);
    }
}

VanityHints *
vanity_hints_make (const VanityImage *image, const VanityFace *face, unsigned wanted,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityHints) hints = vanity_hints_new ();
  g_autoptr (VanityHeadMap) map = NULL;
  g_autoptr (GError) problem = NULL;

  if (!(wanted & VANITY_HINT_HAIR))
    return g_steal_pointer (&hints);
  map = map_head (image, face, cancellable, &problem);
  if (map != NULL)
    find_hair (hints, image, face, map, cancellable);
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           || g_error_matches (problem, VANITY_ERROR, VANITY_ERROR_LIMIT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  else
    vanity_hints_set_hair (hints, NULL, (VanityLab){ 0, 0, 0 },
                           _ ("Hair cannot be told from the rest of this photo: its colour stays "
                              "as it is."));
  return g_steal_pointer (&hints);
}
