/* Pad's parameters, for the executor, which folds padding into what follows. */
#pragma once

#include "nn/operator.h"

typedef enum
{
  VANITY_PAD_CONSTANT,
  VANITY_PAD_REFLECT, /* as in a mirror at the outermost element, which is there once */
  VANITY_PAD_EDGE,    /* the outermost element again and again */
  VANITY_PAD_WRAP,    /* from the other end */
} VanityPadMode;

typedef struct
{
  int mode; /* VanityPadMode */
  gint64 before[VANITY_MAX_RANK];
  gint64 after[VANITY_MAX_RANK];
  float value;
} VanityPadParams;

/* The element of `length` that lies at `at`, from −length to 2 length; not for constant padding. */
gint64 vanity_pad_find_source (int mode, gint64 at, gint64 length);
