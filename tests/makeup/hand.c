/* What is erased from layers and added to them by hand, on a portrait. */
#include "portrait.h"

#include "makeup/layer-kinds.h"
#include "makeup/mask-stroke.h"

#include <math.h>
#include <string.h>

static VanityLook *
new_look (const VanityLayerKind *kind, VanityLayerMask *mask)
{
  g_autofree char *json = g_strdup_printf ("\"kind\": \"%s\", \"opacity\": 0.8", kind->id);
  VanityLook *look = portrait_look (json);

  vanity_layer_set_mask (look->layers->pdata[0], mask);
  return look;
}

static VanityImage *
wear (const PortraitScene *scene, const VanityLayerKind *kind, VanityLayerMask *mask)
{
  g_autoptr (VanityLook) look = new_look (kind, mask);

  g_assert_true (vanity_renderer_set_look (scene->renderer, look, NULL, NULL));
  return vanity_renderer_render (scene->renderer, 1, NULL);
}

static int
count_changes (const VanityImage *a, const VanityImage *b)
{
  int n = 0;

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      n += !portrait_same (a, b, x, y);
  return n;
}

static VanityLayerMask *
new_even (guint8 erase, guint8 add)
{
  g_autofree guint8 *maps = g_malloc (2 * VANITY_LAYER_MASK_TEXELS);

  memset (maps, erase, VANITY_LAYER_MASK_TEXELS);
  memset (maps + VANITY_LAYER_MASK_TEXELS, add, VANITY_LAYER_MASK_TEXELS);
  return vanity_layer_mask_new (maps, maps + VANITY_LAYER_MASK_TEXELS);
}

/* The middle of the face's right cheek, in the photo. */
static VanityMaskPoint
get_cheek (const VanityFace *face)
{
  return (VanityMaskPoint){ face->points[50].x, face->points[50].y, 1 };
}

static VanityLayerMask *
new_dab (const VanityFace *face, const VanityImage *image, const VanityMaskPoint *point,
         const VanityMaskBrush *brush)
{
  g_autoptr (VanityMaskPlane) plane
      = vanity_mask_plane_new (face->points, image->width, image->height, NULL);
  g_autoptr (VanityMaskStroke) stroke = vanity_mask_stroke_new (NULL, plane, brush);

  vanity_mask_stroke_add (stroke, point);
  return vanity_mask_stroke_get (stroke);
}

/* A mask that does nothing: the layer to the bit. */
static void
test_neutral (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);
  /* Only on the face's other side: what is not touched stays as it is, too. */
  g_autofree guint8 *corner = g_malloc0 (VANITY_LAYER_MASK_TEXELS);
  g_autoptr (VanityLayerMask) mask = NULL;

  if (!portrait_scene_init (&scene))
    return;
  corner[0] = 255;
  mask = vanity_layer_mask_new (corner, NULL);
  for (int k = 0; k < n_kinds; k++)
    {
      g_autoptr (VanityImage) plain = wear (&scene, kinds[k], NULL);
      g_autoptr (VanityImage) masked = wear (&scene, kinds[k], mask);

      g_assert_cmpint (count_changes (plain, masked), ==, 0);
    }
}

/* What is wholly erased is what lay beneath, to the bit, with every kind. */
static void
test_erase (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_autoptr (VanityLayerMask) whole = new_even (255, 0);
  g_autoptr (VanityLayerMask) half = new_even (128, 0);
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  if (!portrait_scene_init (&scene))
    return;
  for (int k = 0; k < n_kinds; k++)
    {
      g_autoptr (VanityImage) plain = wear (&scene, kinds[k], NULL);
      g_autoptr (VanityImage) erased = wear (&scene, kinds[k], whole);
      g_autoptr (VanityImage) faded = wear (&scene, kinds[k], half);
      int n = count_changes (scene.image, plain), n_left = count_changes (scene.image, erased);
      double full = 0, less = 0;

      g_test_message ("%s: %d pixels, %d when erased", kinds[k]->id, n, n_left);
      if (n == 0)
        continue;
      /* Lashes and wings may reach beyond the mesh. */
      g_assert_cmpint (n_left, <=, n / 50);
      for (int y = 0; y < scene.image->height; y++)
        for (int x = 0; x < scene.image->width; x++)
          {
            if (portrait_same (scene.image, plain, x, y))
              continue;
            full += vanity_lab_delta_e2000 (portrait_lab (scene.image, x, y),
                                            portrait_lab (plain, x, y));
            less += vanity_lab_delta_e2000 (portrait_lab (scene.image, x, y),
                                            portrait_lab (faded, x, y));
          }
      g_assert_cmpfloat (less, <, 0.8 * full);
      /* Of what is hardly seen nothing may be left. */
      if (full > n)
        g_assert_cmpfloat (less, >, 0.25 * full);
    }
}

/* A dab adds a kind's colour where it did not lie, and changes nothing else. */
static void
test_add (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  const VanityMaskBrush brush
      = { .tool = VANITY_MASK_ADD, .radius = 12, .feather = 0.5, .flow = 1 };
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);
  g_autoptr (VanityLayerMask) mask = NULL;
  VanityMaskPoint at;

  if (!portrait_scene_init (&scene))
    return;
  at = get_cheek (&scene.face);
  mask = new_dab (&scene.face, scene.image, &at, &brush);
  for (int k = 0; k < n_kinds; k++)
    {
      g_autoptr (VanityImage) plain = wear (&scene, kinds[k], NULL);
      g_autoptr (VanityImage) added = wear (&scene, kinds[k], mask);
      int inside = 0;

      for (int y = 0; y < scene.image->height; y++)
        for (int x = 0; x < scene.image->width; x++)
          {
            double away = hypot (x + 0.5 - (double)at.x, y + 0.5 - (double)at.y);

            if (portrait_same (plain, added, x, y))
              continue;
            g_assert_cmpfloat (away, <, brush.radius + 4);
            inside++;
          }
      g_test_message ("%s: %d pixels added", kinds[k]->id, inside);
      if (!kinds[k]->paints)
        g_assert_cmpint (inside, ==, 0);
      /* Even skin needs no foundation. */
      else if (kinds[k] != &vanity_foundation_kind)
        g_assert_cmpint (inside, >, 150);
    }
}

/* Added on one side, an eye's makeup is that side's; added to itself it is no thicker. */
static void
test_added_once (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_autoptr (VanityLayerMask) whole = new_even (0, 255);
  g_autoptr (VanityImage) plain = NULL;
  g_autoptr (VanityImage) added = NULL;
  VanityMaskPoint cheek;
  VanityLab once, lips;

  if (!portrait_scene_init (&scene))
    return;
  cheek = get_cheek (&scene.face);
  plain = wear (&scene, &vanity_lipstick_kind, NULL);
  added = wear (&scene, &vanity_lipstick_kind, whole);
  /* The middle of the lower lip is covered all over without a hand's help. */
  lips = portrait_lab (plain, (int)scene.face.points[17].x,
                       (int)(0.5f * (scene.face.points[17].y + scene.face.points[14].y)));
  once = portrait_lab (added, (int)scene.face.points[17].x,
                       (int)(0.5f * (scene.face.points[17].y + scene.face.points[14].y)));
  g_assert_cmpfloat (vanity_lab_delta_e2000 (lips, once), <, 0.5);
  /* And on the cheek it is the same colour, on another ground. */
  g_assert_cmpfloat (
      vanity_lab_delta_e2000 (lips, portrait_lab (added, (int)cheek.x, (int)cheek.y)), <, 12);
}

/* Outside the face nothing changes, however much is added. */
static void
test_outside (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_autoptr (VanityLayerMask) whole = new_even (0, 255);
  g_autoptr (VanityImage) added = NULL;
  float left, right;

  if (!portrait_scene_init (&scene))
    return;
  added = wear (&scene, &vanity_lipstick_kind, whole);
  left = scene.face.points[234].x;
  right = scene.face.points[454].x;
  for (int y = 0; y < scene.image->height; y++)
    for (int x = 0; x < scene.image->width; x++)
      if ((float)x < left - 3 || (float)x > right + 3 || (float)y < scene.face.points[10].y - 3
          || (float)y > scene.face.points[152].y + 3)
        g_assert_true (portrait_same (scene.image, added, x, y));
  /* Neither do the eyeballs. */
  g_assert_true (portrait_same (scene.image, added, (int)scene.face.points[468].x,
                                (int)scene.face.points[468].y));
}

/* A brush on the photo has the size of its circle there. */
static void
test_size (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  const VanityMaskBrush brush
      = { .tool = VANITY_MASK_ERASE, .radius = 20, .feather = 0.1, .flow = 1 };
  g_autoptr (VanityLayerMask) mask = NULL;
  g_autoptr (VanityImage) plain = NULL;
  g_autoptr (VanityImage) erased = NULL;
  VanityMaskPoint at;

  if (!portrait_scene_init (&scene))
    return;
  at = get_cheek (&scene.face);
  mask = new_dab (&scene.face, scene.image, &at, &brush);
  plain = wear (&scene, &vanity_foundation_kind, NULL);
  erased = wear (&scene, &vanity_foundation_kind, mask);
  for (int y = (int)at.y - 30; y < (int)at.y + 30; y++)
    for (int x = (int)at.x - 30; x < (int)at.x + 30; x++)
      {
        double away = hypot (x + 0.5 - (double)at.x, y + 0.5 - (double)at.y);

        if (away < brush.radius - 4)
          g_assert_true (portrait_same (scene.image, erased, x, y));
        else if (away > brush.radius + 2)
          g_assert_true (portrait_same (plain, erased, x, y));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hand/neutral", test_neutral);
  g_test_add_func ("/hand/erase", test_erase);
  g_test_add_func ("/hand/add", test_add);
  g_test_add_func ("/hand/added-once", test_added_once);
  g_test_add_func ("/hand/outside", test_outside);
  g_test_add_func ("/hand/size", test_size);
  return g_test_run ();
}
