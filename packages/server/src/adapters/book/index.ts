export { chapterMarkdown } from './markdown.ts'
export { chapterPage, frontPage } from './page.ts'
