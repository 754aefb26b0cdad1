/* The requests that are under way: who may have how many, in which order they are served, and how
 * one is ended. To be used on the main thread. */
#pragma once

#include "request.h"

G_BEGIN_DECLS

/* Of one caller, served and waiting. */
#define VANITY_SERVICE_MAX_REQUESTS 8
/* Of one request; the engine needs a second for the largest photos. */
#define VANITY_SERVICE_MAX_SECONDS 120

typedef struct _VanityQueue VanityQueue;

/* `idle` is called on the main thread whenever nothing is under way any more. */
VanityQueue *vanity_queue_new (GDBusConnection *connection, GSourceFunc idle, gpointer data);
/* Cancels what is under way and waits for it. */
void vanity_queue_free (VanityQueue *queue);

/* Takes the request, serves it when its turn comes and answers it. A caller with less under way is
 * served before one with more. An answer with LimitsExceeded comes at once where the caller has too
 * much under way, with InvalidArgs where its token is in use, with AccessDenied where the caller is
 * another user. What a caller asked for ends when it leaves the bus. */
void vanity_queue_push (VanityQueue *queue, VanityRequest *request);

/* Ends the caller's request of this token. FALSE where there is none. */
gboolean vanity_queue_cancel (VanityQueue *queue, const char *caller, const char *token);

gboolean vanity_queue_is_idle (VanityQueue *queue);

G_END_DECLS
