/* A photo as it could have come from another camera, or another day. */
#pragma once

#include "image/photo.h"

typedef enum
{
  RETAKE_HALF,     /* half as many pixels each way */
  RETAKE_DARKER,   /* half a stop under */
  RETAKE_BRIGHTER, /* half a stop over */
  RETAKE_JPEG,     /* saved at quality 60 */
  RETAKE_MIRRORED,
  RETAKE_N_KINDS
} Retake;

/* 8 bits of sRGB. */
VanityPhoto *retake_photo (VanityPhoto *photo, Retake kind, GError **error);

/* "half size". */
const char *retake_get_label (Retake kind);
