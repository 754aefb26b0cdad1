#include "live/wardrobe.h"

#include "live/maker.h"

#include <math.h>

/* A sheet gives way to the next within this, seconds. */
#define FADE 0.25
/* A new sheet is not made of a face that moves faster than this, face widths a second, nor of shut
 * eyes, unless it has been wanted for so long, seconds. */
#define FAST 0.5
#define SHUT 0.55
#define PATIENCE 1.2
/* One that was made of a face in motion, or hardly known, is made anew when the face has been
 * slower than this for so long: then the points are surest. */
#define SLOW 0.06
#define CALM 0.3
/* How open the eyes have been is forgotten within so many seconds. */
#define MEMORY 20

typedef struct
{
  VanitySheet *sheet;
  VanityLook *look;
  double weight, age;
  gboolean calm; /* made of a face at rest */
} Item;

struct _VanityWardrobe
{
  VanityMaker *maker;
  Item items[VANITY_WARDROBE_SHEETS]; /* the newest first */
  int n_items;
  guint tag; /* of the sheets that are still wanted */
  VanityLook *making;
  double making_age, wanted, slow; /* seconds */
  gboolean making_calm;
  int count;
  gboolean known;
  VanityPoint last[VANITY_FACE_MESH_POINTS];
  double open; /* the eyes at their widest lately */
};

VanityWardrobe *
vanity_wardrobe_new (GError **error)
{
  VanityMaker *maker = vanity_maker_new (error);
  VanityWardrobe *wardrobe;

  if (maker == NULL)
    return NULL;
  wardrobe = g_new0 (VanityWardrobe, 1);
  wardrobe->maker = maker;
  return wardrobe;
}

static void
item_clear (Item *item)
{
  g_clear_pointer (&item->sheet, vanity_sheet_free);
  g_clear_pointer (&item->look, vanity_look_unref);
}

void
vanity_wardrobe_clear (VanityWardrobe *wardrobe)
{
  for (int i = 0; i < wardrobe->n_items; i++)
    item_clear (&wardrobe->items[i]);
  wardrobe->n_items = 0;
  wardrobe->tag++;
  wardrobe->known = FALSE;
  wardrobe->wanted = wardrobe->slow = 0;
  wardrobe->open = 0;
}

void
vanity_wardrobe_free (VanityWardrobe *wardrobe)
{
  if (wardrobe == NULL)
    return;
  g_clear_pointer (&wardrobe->maker, vanity_maker_free);
  vanity_wardrobe_clear (wardrobe);
  g_clear_pointer (&wardrobe->making, vanity_look_unref);
  g_free (wardrobe);
}

static gboolean
receive (VanityWardrobe *wardrobe, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint tag = 0;
  VanitySheet *sheet = vanity_maker_take (wardrobe->maker, &tag, &problem);

  if (problem != NULL)
    {
      g_clear_pointer (&wardrobe->making, vanity_look_unref);
      if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  if (sheet == NULL)
    return TRUE;
  if (tag != wardrobe->tag)
    {
      vanity_sheet_free (sheet);
      g_clear_pointer (&wardrobe->making, vanity_look_unref);
      return TRUE;
    }
  if (wardrobe->n_items == VANITY_WARDROBE_SHEETS)
    item_clear (&wardrobe->items[--wardrobe->n_items]);
  for (int i = wardrobe->n_items; i > 0; i--)
    wardrobe->items[i] = wardrobe->items[i - 1];
  wardrobe->n_items++;
  wardrobe->items[0] = (Item){ .sheet = sheet,
                               .look = g_steal_pointer (&wardrobe->making),
                               .age = wardrobe->making_age,
                               .calm = wardrobe->making_calm };
  wardrobe->count++;
  return TRUE;
}

/* The newest becomes all there is; with no look, nothing does. */
static void
fade (VanityWardrobe *wardrobe, gboolean wear, double seconds)
{
  double step = seconds / FADE, rest = 1, older = 0;

  for (int i = 0; i < wardrobe->n_items; i++)
    {
      Item *item = &wardrobe->items[i];

      item->age += seconds;
      if (!wear)
        item->weight = MAX (item->weight - step, 0);
      else if (i == 0)
        {
          item->weight = MIN (item->weight + step, 1);
          rest = 1 - item->weight;
        }
      else
        older += item->weight;
    }
  for (int i = 1; wear && i < wardrobe->n_items; i++)
    wardrobe->items[i].weight *= older > rest ? rest / older : 1;
  while (wardrobe->n_items > (wear ? 1 : 0) && wardrobe->items[wardrobe->n_items - 1].weight <= 0)
    item_clear (&wardrobe->items[--wardrobe->n_items]);
}

static double
get_speed (VanityWardrobe *wardrobe, const VanityFace *face, double seconds)
{
  double sum = 0, width = MAX ((double)vanity_face_get_width (face), 1);

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      sum += hypot ((double)(face->points[i].x - wardrobe->last[i].x),
                    (double)(face->points[i].y - wardrobe->last[i].y));
      wardrobe->last[i] = face->points[i];
    }
  return wardrobe->known ? sum / VANITY_FACE_MESH_POINTS / width / MAX (seconds, 1e-3) : 0;
}

/* How open the eyes are, of how open they can be. */
static double
get_openness (VanityWardrobe *wardrobe, const VanityFace *face, double seconds)
{
  const VanityPoint *p = face->points;
  double width = hypot ((double)(p[33].x - p[133].x), (double)(p[33].y - p[133].y))
                 + hypot ((double)(p[263].x - p[362].x), (double)(p[263].y - p[362].y));
  double height = hypot ((double)(p[159].x - p[145].x), (double)(p[159].y - p[145].y))
                  + hypot ((double)(p[386].x - p[374].x), (double)(p[386].y - p[374].y));
  double open = height / MAX (width, 1);

  wardrobe->open = MAX (open, wardrobe->open * exp (-seconds / MEMORY));
  return open / MAX (wardrobe->open, 1e-3);
}

static gboolean
start (VanityWardrobe *wardrobe, const VanityImage *frame, const VanityFace *face, VanityLook *look,
       GError **error)
{
  if (!vanity_maker_start (wardrobe->maker, frame, face, look, wardrobe->tag, error))
    return FALSE;
  g_clear_pointer (&wardrobe->making, vanity_look_unref);
  wardrobe->making = vanity_look_ref (look);
  wardrobe->making_age = 0;
  wardrobe->making_calm = wardrobe->slow >= CALM;
  wardrobe->wanted = 0;
  return TRUE;
}

/* Another look on the frame of the newest sheet: no time is lost with measuring the face. */
static gboolean
change (VanityWardrobe *wardrobe, VanityLook *look)
{
  if (!vanity_maker_start_again (wardrobe->maker, look, wardrobe->tag))
    return FALSE;
  g_clear_pointer (&wardrobe->making, vanity_look_unref);
  wardrobe->making = vanity_look_ref (look);
  wardrobe->making_age = wardrobe->items[0].age;
  wardrobe->making_calm = wardrobe->items[0].calm;
  return TRUE;
}

gboolean
vanity_wardrobe_update (VanityWardrobe *wardrobe, const VanityImage *frame, const VanityFace *face,
                        const VanityLitSkin *skin, VanityLook *look, double seconds, GError **error)
{
  double speed = get_speed (wardrobe, face, seconds);
  double open = get_openness (wardrobe, face, seconds);
  const Item *newest;
  gboolean near;

  wardrobe->slow = wardrobe->known && speed < SLOW ? wardrobe->slow + seconds : 0;
  wardrobe->known = TRUE;
  wardrobe->making_age += seconds;
  if (!receive (wardrobe, error))
    return FALSE;
  fade (wardrobe, look != NULL, seconds);
  if (look == NULL || !vanity_maker_is_idle (wardrobe->maker))
    return TRUE;

  newest = wardrobe->n_items > 0 ? &wardrobe->items[0] : NULL;
  if (newest == NULL)
    return start (wardrobe, frame, face, look, error);
  near = vanity_sheet_get_distance (newest->sheet, face, skin) < 1;
  if (newest->look != look)
    return (near && change (wardrobe, look)) || start (wardrobe, frame, face, look, error);
  if (newest->weight < 1 || (near && (newest->calm || wardrobe->slow < CALM)))
    {
      wardrobe->wanted = 0;
      return TRUE;
    }
  wardrobe->wanted += seconds;
  if ((speed > FAST || open < SHUT) && wardrobe->wanted < PATIENCE)
    return TRUE;
  return start (wardrobe, frame, face, look, error);
}

int
vanity_wardrobe_get_worn (VanityWardrobe *wardrobe, VanityWornSheet *worn)
{
  for (int i = 0; i < wardrobe->n_items; i++)
    worn[i] = (VanityWornSheet){ wardrobe->items[i].sheet, wardrobe->items[i].weight };
  return wardrobe->n_items;
}

double
vanity_wardrobe_get_age (VanityWardrobe *wardrobe)
{
  return wardrobe->n_items > 0 ? wardrobe->items[0].age : 0;
}

int
vanity_wardrobe_get_count (VanityWardrobe *wardrobe)
{
  return wardrobe->count;
}
