/* What is kept of a look's first layers never shows: whatever was worn before, a look is the same
 * to the bit. */
#include "portrait.h"

#include <math.h>
#include <string.h>

static gboolean
same_image (const VanityImage *a, const VanityImage *b)
{
  for (int y = 0; y < a->height; y++)
    if (memcmp (vanity_image_row (a, y), vanity_image_row (b, y), (gsize)a->width * 4) != 0)
      return FALSE;
  return TRUE;
}

/* Wears the look on both, the second of which knows of nothing before. */
static void
check (const PortraitScene *scene, const PortraitScene *bare, const VanityLook *look)
{
  g_autoptr (VanityImage) expected = NULL;
  g_autoptr (VanityImage) worn = NULL;

  g_assert_true (vanity_renderer_set_look (bare->renderer, NULL, NULL, NULL));
  g_assert_true (vanity_renderer_set_look (bare->renderer, look, NULL, NULL));
  g_assert_true (vanity_renderer_set_look (scene->renderer, look, NULL, NULL));
  expected = vanity_renderer_render (bare->renderer, 1, NULL);
  worn = vanity_renderer_render (scene->renderer, 1, NULL);
  g_assert_true (same_image (expected, worn));
}

static void
test_edits (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_auto (PortraitScene) bare = { .image = NULL };
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityLook) other = NULL;

  if (!portrait_scene_init (&scene) || !portrait_scene_init (&bare))
    return;
  look = vanity_look_find ("glam", NULL);
  other = vanity_look_find ("rosy", NULL);
  check (&scene, &bare, look);
  /* Steps of a slider on each layer, the last ones first. */
  for (int i = (int)look->layers->len - 1; i >= 0; i -= 3)
    for (int step = 0; step < 2; step++)
      {
        g_autoptr (VanityLook) edited = vanity_look_copy (look);

        ((VanityLayer *)edited->layers->pdata[i])->values[0].number = 0.2 + 0.3 * step;
        check (&scene, &bare, edited);
      }
  check (&scene, &bare, other);
  check (&scene, &bare, look);
  check (&scene, &bare, NULL);
  check (&scene, &bare, look);
}

/* Muting, adding and taking away change what lies below, or do not. */
static void
test_structure (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_auto (PortraitScene) bare = { .image = NULL };
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityLook) muted = NULL;
  g_autoptr (VanityLook) shorter = NULL;
  g_autoptr (VanityLook) retouched = NULL;

  if (!portrait_scene_init (&scene) || !portrait_scene_init (&bare))
    return;
  look = vanity_look_find ("glam", NULL);
  muted = vanity_look_copy (look);
  ((VanityLayer *)muted->layers->pdata[look->layers->len / 2])->muted = TRUE;
  shorter = vanity_look_copy (look);
  g_ptr_array_set_size (shorter->layers, (int)look->layers->len - 2);
  retouched = vanity_look_copy (look);
  g_ptr_array_add (retouched->layers, vanity_layer_new (vanity_layer_kind_find ("smoothing")));
  check (&scene, &bare, look);
  check (&scene, &bare, muted);
  check (&scene, &bare, look);
  check (&scene, &bare, shorter);
  check (&scene, &bare, look);
  check (&scene, &bare, retouched);
  check (&scene, &bare, look);
  check (&scene, &bare, muted);
}

/* One that was stopped leaves nothing behind. */
static void
test_cancelled (void)
{
  g_auto (PortraitScene) scene = { .image = NULL };
  g_auto (PortraitScene) bare = { .image = NULL };
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityLook) edited = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  if (!portrait_scene_init (&scene) || !portrait_scene_init (&bare))
    return;
  look = vanity_look_find ("glam", NULL);
  edited = vanity_look_copy (look);
  ((VanityLayer *)edited->layers->pdata[look->layers->len - 1])->values[0].number = 0.3;
  check (&scene, &bare, look);
  check (&scene, &bare, edited);
  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_renderer_set_look (scene.renderer, look, cancellable, NULL));
  check (&scene, &bare, edited);
  check (&scene, &bare, look);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/underlay/edits", test_edits);
  g_test_add_func ("/underlay/structure", test_structure);
  g_test_add_func ("/underlay/cancelled", test_cancelled);
  return g_test_run ();
}
