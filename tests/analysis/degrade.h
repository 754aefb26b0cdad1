/* Photos made worse, to find out whether a gate tells: copies of a photo as bad light, bad focus,
 * beauty filters and painters make them. */
#pragma once

#include "face/face.h"
#include "image/image.h"

typedef enum
{
  DEGRADE_NONE,
  DEGRADE_NOISE,  /* a sensor's: not to be taken for anything else */
  DEGRADE_HALF,   /* half as many pixels each way */
  DEGRADE_SOFT,   /* out of focus by a hundredth of the face's width: still no filter */
  DEGRADE_BLUR,   /* by four hundredths */
  DEGRADE_SMALL,  /* the face 60 pixels wide */
  DEGRADE_DARK,   /* five stops under, with noise */
  DEGRADE_BRIGHT, /* three stops over */
  DEGRADE_RED,    /* light of one colour */
  DEGRADE_GREEN,
  DEGRADE_BLUE,
  DEGRADE_PURPLE,
  DEGRADE_GREY,
  DEGRADE_FILTER,       /* beauty filter: bilateral, over skin and all */
  DEGRADE_LIGHT_FILTER, /* the same, at six tenths */
  DEGRADE_CARTOON,      /* plain areas in few tones, dark outlines */
  DEGRADE_OIL,          /* Kuwahara's filter */
  DEGRADE_POSTER,       /* six steps of each colour */
  DEGRADE_MASK,         /* a surgical mask over mouth and nose */
  DEGRADE_BLACK_MASK,
  DEGRADE_SHADES, /* black lenses over the eyes */
  DEGRADE_N_KINDS
} Degrade;

/* A new photo, 8 bits of sRGB, and the face in it. `face` may be changed in place only where the
 * size changes. */
VanityImage *degrade_photo (const VanityImage *photo, VanityFace *face, Degrade kind);

const char *degrade_get_id (Degrade kind);
