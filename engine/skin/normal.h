/* Normally distributed points that are the same each time, for integrals over what is uncertain. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The `point`-th, from 0: three independent numbers of mean 0 and deviation 1. Even few of them
 * cover the space evenly; use each with its negative too and the mean is right. */
void vanity_normal_draw (int point, double normal[3]);

G_END_DECLS
