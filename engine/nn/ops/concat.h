/* Concat's parameters, for the way back. */
#pragma once

typedef struct
{
  int axis;
} VanityConcatParams;
