/* What a process holds, as the kernel counts it (proc(5)), and what it forgot to let go of. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  double memory; /* MiB that are resident */
  double used;   /* MiB of it that were asked for and not given back */
  int files;     /* descriptors */
  int threads;
  int objects;   /* of those that are watched, still there */
  double images; /* MiB of all rasters that are still there */
} SoakProcess;

/* `object`, which may be NULL, counts until it is gone. */
void soak_process_watch (gpointer object);

/* Of this process. What the C library keeps in hand for the next time is given back before. */
void soak_process_measure (SoakProcess *process);

/* The middle one of some numbers, which it sorts. */
double soak_median (double *numbers, guint n);

G_END_DECLS
