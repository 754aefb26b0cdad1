/* What find-faces writes, and fit-usual and check-features read: an array of these, in the
 * machine's own byte order. */
#pragma once

#include "face/face.h"

typedef enum
{
  FOUND_PHOTO,    /* as it is */
  FOUND_MIRRORED, /* left and right changed */
  FOUND_HALF,     /* half as many pixels each way */
  FOUND_BRIGHT,   /* + 0.5 EV */
  FOUND_DARK,     /* − 0.5 EV */
  FOUND_N_VARIANTS
} FoundVariant;

typedef struct
{
  char file[64], person[64];
  FoundVariant variant;
  int width, height; /* pixels */
  gboolean extreme;  /* somebody says that the expression is */
  VanityFace face;   /* the largest */
} Found;
