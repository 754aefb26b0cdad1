/* A portrait of nobody: the canonical mesh seen from the front, painted as lit skin with texture,
 * eyes, brows, lips and, when the mouth is open, teeth. */
#pragma once

#include "makeup/render.h"

typedef struct
{
  int width, height, depth;
  guint32 skin; /* 0xRRGGBB, sRGB */
  double face;  /* width of the face, pixels */
  double x, y;  /* its middle */
  double gap;   /* between the lips, mm */
} Portrait;

#define PORTRAIT_INIT                                                                              \
  {                                                                                                \
    .width = 360, .height = 440, .depth = 8, .skin = 0xc8967a, .face = 240, .x = 180, .y = 215     \
  }

/* Fills `face`. NULL after g_test_skip () where the canonical mesh is not installed. */
VanityImage *portrait_new (const Portrait *portrait, VanityFace *face);

/* A look of one layer with `json` as its members: portrait_look ("\"kind\": \"lipstick\""). */
VanityLook *portrait_look (const char *json);

/* The image with the face wearing the look. */
VanityImage *portrait_wear (VanityImage *image, const VanityFace *face, const VanityLook *look,
                            double strength);

/* Whether the channels of the pixel are the same. */
gboolean portrait_same (const VanityImage *a, const VanityImage *b, int x, int y);

/* L*a*b* of an sRGB pixel. */
VanityLab portrait_lab (const VanityImage *image, int x, int y);

/* A portrait that can be made up again and again. */
typedef struct
{
  VanityFace face;
  VanityImage *image;
  VanityRenderer *renderer; /* the image's and the face's */
} PortraitScene;

/* FALSE after g_test_skip (). */
gboolean portrait_scene_init (PortraitScene *scene);
void portrait_scene_clear (PortraitScene *scene);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PortraitScene, portrait_scene_clear)
