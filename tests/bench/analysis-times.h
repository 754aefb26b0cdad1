/* How long the analysis of a face in a large photo takes, and its parts. */
#pragma once

#include "face/finder.h"

gboolean analysis_times_print (VanityFaceFinder *finder, GFile *photo, GError **error);
