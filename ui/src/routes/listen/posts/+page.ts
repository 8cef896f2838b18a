import { parsePosts } from '$features/posts/view';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, fetch }) => ({ view: parsePosts(url.searchParams), fetch });
