/* A face that never was: the canonical mesh seen from the front (or turned), drawn as plain skin
 * with eyes, lashes and brows, for tests that must know where everything is. */
#pragma once

#include "makeup/canvas.h"
#include "makeup/eye-frame.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"

typedef struct
{
  int width, height;
  double openness; /* 1 as in the mesh, 0 shut */
  double yaw;      /* degrees */
  double noise;    /* pixels by which points stray */
  guint32 seed;
  guint32 shade; /* 0xRRGGBB of the skin round the left eye, 0 for the skin's own */
  guint32 lens;  /* 0xRRGGBB of glass before the left eye, 0 for none */
} EyeFixture;

#define EYE_FIXTURE_INIT                                                                           \
  {                                                                                                \
    .width = 400, .height = 480, .openness = 1                                                     \
  }

/* NULL after g_test_skip () where the canonical mesh is not installed. */
VanityCanvas *eye_fixture_new (const EyeFixture *fixture);

/* A layer of this kind with everything that has an amount turned up. */
VanityLayer *eye_fixture_new_layer (const VanityLayerKind *kind);

/* Registers what holds for every layer round the eyes: more opacity is more change and none is no
 * change, left and right mirror each other, stray points and turned heads are survived. */
void eye_fixture_add_tests (const VanityLayerKind *kind);

/* Largest difference between worn and source at a pixel of the photo; 0 off the canvas. */
float eye_fixture_get_change (const VanityCanvas *canvas, int x, int y);

/* Sum of all changes. */
double eye_fixture_get_total (const VanityCanvas *canvas);
